"""A table that comes back, compared with what is recorded. Nothing is stored here.

An empty row takes nothing back; a row that is as before is not recorded again.
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
from portal.follow_up.table_identity import Identities, LineRefusedError
from portal.follow_up.table_preview import NewAnswer, TablePreview, refusal
from portal.imports.table_changes import (
    Line,
    RefusedLine,
    filled_lines,
    match_headings,
    notes_about_headings,
)
from portal.imports.table_columns import Choices, TableColumn, TableShape, fold
from recommendations.models import FollowUp, Recommendation, Round, Submission

NOTHING_SAID = (
    "the row has neither a response nor a status nor what was done. Fill in one of them, or empty "
    "the row."
)
Key = tuple[Reporter, Recommendation]


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
            (*table.notes, *notes_about_headings(table, headings, columns)),
        )

    def compare_again(self, answers: Iterable[NewAnswer]) -> TablePreview:
        """Return the preview of what was confirmed, as things stand now."""
        known = {one.pk for one in self.asked.values()}
        bodies = set(answer_reader().keys.values())
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
                refused.append(refusal(answer.line, reason))
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
    unchanged: int = 0
    blank: int = 0

    def add_all(self, lines: list[Line]) -> None:
        keys: dict[int, Key] = {}
        reasons: dict[int, list[str]] = {}
        for line in lines:
            try:
                keys[line.number] = self.identities.find(line)
            except LineRefusedError as error:
                reasons[line.number] = error.reasons
        numbers: dict[tuple[Reporter, int], list[int]] = {}
        for number, (reporter, recommendation) in keys.items():
            numbers.setdefault((reporter, recommendation.pk), []).append(number)
        for line in lines:
            if line.number in reasons:
                self.refused.append(refusal(line.number, " ".join(reasons[line.number])))
                continue
            reporter, recommendation = keys[line.number]
            same = [one for one in numbers[reporter, recommendation.pk] if one != line.number]
            self.add(line, keys[line.number], same)

    def add(self, line: Line, key: Key, same: list[int]) -> None:
        """Add a line; `same` are the numbers of others about the same."""
        reporter, recommendation = key
        record = self.table.current.get((reporter, recommendation.pk))
        texts = answer_texts(line)
        if not any(map(str.strip, texts.values())):
            self.blank += 1
            return
        answer, errors = self.reader.read(texts, recommendation, record)
        faults = [f"in the column “{HEADINGS[name]}”, {error}" for name, error in errors.items()]
        if same:
            others = ", ".join(map(str, same))
            faults.append(
                f"this recommendation is also answered in row {others}. Delete all but one."
            )
        faults += self.faults_of(line, record, None if errors else answer, reporter)
        if faults:
            self.refused.append(refusal(line.number, " ".join(faults)))
        elif answer == Answer.of(record):
            self.unchanged += 1
        else:
            seen = record.pk if record else None
            self.new.append(NewAnswer(line.number, reporter, recommendation.pk, answer, seen))

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
    """Return the cells of the answer by field, as far as the table has the columns."""
    return {
        name: line.cells[heading] for name, heading in HEADINGS.items() if heading in line.cells
    }
