"""An uploaded table, compared with what is recorded. Nothing is stored here.

An empty row removes nothing; an unchanged row is not recorded again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from portal.documents.spreadsheets.read_table import ReadTable
from portal.follow_up.answer_columns import (
    HEADINGS,
    OTHER_HEADINGS,
    AnswerReader,
    answer_reader,
)
from portal.follow_up.answer_tables import (
    ANSWERS_SHEET,
    BODY,
    FILE,
    REFERENCE,
    REPORT,
    SIDE,
    TEXT,
    file_name,
    reporters_of,
)
from portal.follow_up.answers import Answer
from portal.follow_up.current_records import current_records, recommendations_of
from portal.follow_up.record_answers import advice_on
from portal.follow_up.submissions import Reporter, unfinished_submissions
from portal.follow_up.table_identity import (
    LOST_ZEROS,
    Identities,
    Identity,
    LineRefusedError,
    lost_zero,
)
from portal.follow_up.table_preview import NewAnswer, TablePreview, refusal
from portal.imports.table_changes import (
    Line,
    RefusedLine,
    filled_lines,
    match_headings,
    notes_about_headings,
)
from portal.imports.table_columns import Choices, TableColumn, TableShape, fold
from recommendations.models import FollowUp, Round, Side, Submission

NOTHING_SAID = (
    "the row has neither a response nor a status nor what was done. Fill in one of them, or empty "
    "the row."
)
# The note about a workbook as it went out: its second sheet explains the first.
OWN_WORKBOOK = f"Only the first sheet, “{ANSWERS_SHEET}”, was read"
# Rows that a note lists.
MAX_NOTED = 20


class TableImport:
    """Compares tables with the records of a round; with `only`, those of one submission."""

    def __init__(self, follow_up_round: Round, only: Submission | None = None):
        self.asked = {
            (fold(one.report.slug), fold(one.reference)): one
            for one in recommendations_of(follow_up_round)
        }
        self.only = only
        self.current = current_records(follow_up_round, only and [Reporter.of(only)])
        unfinished = unfinished_submissions(follow_up_round, reporters_of(follow_up_round))
        self.in_review = {
            reporter: submission
            for reporter, submission in unfinished.items()
            if submission.status == Submission.Status.IN_REVIEW
        }

    def compare(self, table: ReadTable) -> TablePreview:
        """Return what the table would record. Raises TableRefusedError if it cannot be compared."""
        columns = table_shape()
        headings = match_headings(table, columns)
        lines = list(filled_lines(table, headings, columns))
        reader = answer_reader(answer_texts(line) for line in lines)
        bodies = reader.columns["responsible"].choices or Choices("organization", {})
        identities = Identities(self.asked, bodies, reader.keys, self.only)
        comparison = Comparison(self, identities, reader)
        comparison.add_all(lines)
        return TablePreview(
            tuple(comparison.new),
            comparison.unchanged,
            comparison.blank,
            tuple(comparison.refused),
            (
                *(note for note in table.notes if not note.startswith(OWN_WORKBOOK)),
                *notes_about_headings(table, headings, columns),
                *notes_about_references(comparison.by_text),
            ),
        )

    def compare_again(self, answers: Iterable[NewAnswer]) -> TablePreview:
        """Return the preview of what was confirmed, as things stand now."""
        known = {one.pk: one.reference for one in self.asked.values()}
        bodies = {key: name for name, key in answer_reader().keys.items()}
        new, refused = [], []
        for answer in answers:
            record = self.current.get(answer.key)
            if answer.recommendation not in known:
                reason = "the round no longer asks about this recommendation."
            elif answer.reporter.organization not in bodies:
                reason = "this body was merged with another one. Upload the table again."
            elif answer.seen != (record.pk if record else None):
                reason = "another answer has been recorded since. Upload the table again."
            else:
                reason = self.reason_of_state(answer.reporter)
            if reason:
                names = (
                    bodies.get(answer.reporter.organization),
                    str(Side(answer.reporter.side).label),
                    known.get(answer.recommendation),
                )
                refused.append(refusal(answer.line, reason, ", ".join(filter(None, names))))
            else:
                new.append(answer)
        return TablePreview(tuple(new), refused=tuple(refused))

    def reason_of_state(self, reporter: Reporter) -> str:
        """Return why nothing can be added to what a body has sent, or an empty text."""
        submission = self.in_review.get(reporter)
        return f"“{submission}” is in review. {advice_on(submission)}" if submission else ""


@dataclass
class Comparison:
    """Sorts the lines of a table into the lists of the preview."""

    table: TableImport
    identities: Identities
    reader: AnswerReader
    new: list[NewAnswer] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)
    # (row, typed reference, meant reference) of rows whose text overruled their reference.
    by_text: list[tuple[int, str, str]] = field(default_factory=list)
    unchanged: int = 0
    blank: int = 0

    def add_all(self, lines: list[Line]) -> None:
        found: dict[int, Identity] = {}
        for line in lines:
            try:
                found[line.number] = self.identities.find(line)
            except LineRefusedError as error:
                self.refused.append(refused_line(line, " ".join(error.reasons)))
        numbers: dict[tuple[Reporter, int], list[int]] = {}
        for number, one in found.items():
            numbers.setdefault((one.reporter, one.recommendation.pk), []).append(number)
        for line in lines:
            if one := found.get(line.number):
                same = numbers[one.reporter, one.recommendation.pk]
                self.add(line, one, [each for each in same if each != line.number])
        self.refused.sort(key=lambda refused: refused.line)

    def add(self, line: Line, about: Identity, same: list[int]) -> None:
        """Add a line.

        `same` has the numbers of the other lines about its body, side and recommendation.
        """
        reporter, recommendation = about.reporter, about.recommendation
        record = self.table.current.get((reporter, recommendation.pk))
        texts = answer_texts(line)
        if not any(map(str.strip, texts.values())):
            self.blank += 1
            return
        answer, errors = self.reader.read(texts, recommendation, record)
        faults = [f"in the column “{HEADINGS[name]}”, {error}" for name, error in errors.items()]
        if same:
            others = ", ".join(map(str, same))
            zeros = lost_zero(line.key, self.table.asked.values())
            hint = f" {LOST_ZEROS} Check whether one is meant for {zeros}." if zeros else ""
            faults.append(
                f"this recommendation is also answered in row {others}. Delete all but one.{hint}"
            )
        faults += self.faults_of(line, record, None if errors else answer, reporter)
        if faults:
            self.refused.append(refused_line(line, " ".join(faults)))
        elif answer == Answer.of(record):
            self.unchanged += 1
        else:
            seen = record.pk if record else None
            self.new.append(NewAnswer(line.number, reporter, recommendation.pk, answer, seen))
            if about.typed:
                self.by_text.append((line.number, about.typed, recommendation.reference))

    def faults_of(
        self, line: Line, record: FollowUp | None, answer: Answer | None, reporter: Reporter
    ) -> Iterator[str]:
        file = line.cells.get(FILE, "").strip()
        if file and file != file_name(record):
            yield "a table cannot add a file. Add it on the page of the submission."
        if answer and not answer.says_something:
            yield NOTHING_SAID
        reason = self.table.reason_of_state(reporter)
        if reason and answer and answer != Answer.of(record):
            yield reason


def refused_line(line: Line, reason: str) -> RefusedLine:
    """Return the refusal, which names the body and the recommendation as the row has them."""
    names = (line.cells.get(heading, "").strip() for heading in (BODY, SIDE))
    about = ", ".join(filter(None, (*names, line.key)))
    return refusal(line.number, reason, about)


def notes_about_references(by_text: list[tuple[int, str, str]]) -> Iterator[str]:
    """Say in which rows the text, not the reference, decided which recommendation is meant."""
    if not by_text:
        return
    rows = ", ".join(
        f"row {row} ({typed} is read as {meant})" for row, typed, meant in by_text[:MAX_NOTED]
    )
    more = len(by_text) - MAX_NOTED
    rows += f", and {more:,} more" if more > 0 else ""
    yield f"The text decided which recommendation is meant: {rows}. {LOST_ZEROS}"


def table_shape() -> TableShape:
    """Return the columns that are read, by their headings."""
    columns = (
        TableColumn(BODY, other_headings=("Organization", "Reporting body", "State")),
        TableColumn(SIDE),
        TableColumn(REPORT, other_headings=("Meeting",)),
        *(
            TableColumn(heading, other_headings=OTHER_HEADINGS.get(name, ()))
            for name, heading in HEADINGS.items()
        ),
        TableColumn(FILE, other_headings=("Evidence file",)),
    )
    return TableShape(
        noun="recommendation",
        key_heading=REFERENCE,
        columns=columns,
        shown_headings=frozenset({TEXT}),
        other_key_headings=("Reference", "Number"),
    )


def answer_texts(line: Line) -> Mapping[str, str]:
    """Return the cells of the answer by field, for the columns that the table has."""
    return {
        name: line.cells[heading] for name, heading in HEADINGS.items() if heading in line.cells
    }
