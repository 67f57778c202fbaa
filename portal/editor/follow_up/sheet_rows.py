"""The rows of a sheet: each recommendation with its current answer and what an editor has typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.content import attachments
from portal.content.attachments import CheckedFile
from portal.documents.limits import MAX_FILE_SIZE
from portal.follow_up.answer_columns import HEADINGS, answer_reader, texts_of
from portal.follow_up.answers import Answer
from portal.follow_up.current_records import current_records
from portal.follow_up.submissions import Reporter
from portal.parsing.source import UnreadableError
from recommendations.models import FollowUp, Recommendation, Submission
from reports.pk_validation import valid_pk

# Files that one save may bring: each is checked in the sandbox before anything is stored.
MAX_FILES = 10
FILE, SEEN, WITHOUT_FILE = "file", "seen", "without_file"
EVIDENCE = ("evidence_url", "evidence_paragraph")
NOTHING_SAID = "Choose a response or a status, or write what was done."
CONFLICT = (
    "Another editor has recorded an answer since you opened the page; it is shown beside yours. Check "
    "it, then save again to record yours as the newer one."
)
TOO_MANY_FILES = f"Only {MAX_FILES} files can be sent at once. Send this one in the next save."
CHOOSE_AGAIN = "The file “{}” was not saved: choose it again."


@dataclass
class SheetRow:
    """One recommendation; `texts` are shown in its inputs, and `errors` at them, by field."""

    recommendation: Recommendation
    record: FollowUp | None
    texts: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    # The answer to be recorded, if it differs.
    answer: Answer | None = None
    file: CheckedFile | None = None
    is_without_file: bool = False
    # What readers see, if the current record is meant to correct it.
    published: FollowUp | None = None

    @property
    def published_records(self) -> list[FollowUp]:
        return [self.published] if self.published else []

    @property
    def seen(self) -> int | None:
        return self.record.pk if self.record else None

    @property
    def has_evidence(self) -> bool:
        """Return whether the inputs for its evidence are open when the page is shown."""
        has_file = self.record is not None and self.record.evidence_file_id is not None
        names = (*EVIDENCE, FILE)
        return has_file or any(self.texts.get(name) or name in self.errors for name in names)

    @property
    def shown_records(self) -> list[FollowUp]:
        return [self.record] if self.record else []


def stored_rows(submission: Submission, asked: Iterable[Recommendation]) -> list[SheetRow]:
    """Return the rows as recorded; a withdrawn submission shows only its own records."""
    current, published = records_shown(submission), published_records(submission)
    rows = [SheetRow(each, current.get(each.pk), texts_of(current.get(each.pk))) for each in asked]
    for row in rows:
        before = published.get(row.recommendation.pk)
        if before and row.record and before.pk < row.record.pk:
            row.published = before
    return rows


def published_records(submission: Submission) -> dict[int, FollowUp]:
    """Return what readers see of the body and side in this round, by recommendation."""
    rows = FollowUp.objects.filter(
        submission__round=submission.round,
        submission__organization=submission.organization_id,
        submission__side=submission.side,
        submission__status=Submission.Status.PUBLISHED,
    ).select_related(
        *("submission__organization", "submission__round", "responsible"),
        *("evidence_paragraph__report", "evidence_file"),
    )
    return {
        row.recommendation_id: row for row in rows.defer("evidence_file__content").order_by("pk")
    }


def records_shown(submission: Submission) -> dict[int, FollowUp]:
    if submission.status == Submission.Status.WITHDRAWN:
        rows = submission.records.select_related(
            "responsible", "evidence_paragraph__report", "evidence_file"
        )
        return {row.recommendation_id: row for row in rows.order_by("pk")}
    reporter = Reporter.of(submission)
    return {key: row for (_, key), row in current_records(submission.round, [reporter]).items()}


def typed_rows(
    submission: Submission,
    asked: Iterable[Recommendation],
    data: Mapping[str, str],
    files: Mapping[str, Any],
) -> list[SheetRow]:
    """Return the rows with what was typed: new answers, and errors where something is wrong."""
    rows = stored_rows(submission, asked)
    for row in rows:
        row.texts = typed_texts(row, data)
    reader = answer_reader(row.texts for row in rows)
    seen = seen_records(submission, rows, data)
    for row in rows:
        base = seen.get(row.recommendation.pk)
        row.is_without_file = f"{WITHOUT_FILE}-{row.recommendation.pk}" in data
        answer, row.errors = reader.read(row.texts, row.recommendation, base)
        upload = files.get(f"{FILE}-{row.recommendation.pk}")
        take_file(row, upload, [each for each in rows if each.file])
        if row.is_without_file:
            answer = Answer(**vars(answer) | {"evidence_file": None})
        if row.errors or row.file or answer != Answer.of(base):
            row.answer = answer
            find_faults(row, base)
    if any(row.errors for row in rows):
        ask_for_files_again(rows)
    return rows


def typed_texts(row: SheetRow, data: Mapping[str, str]) -> dict[str, str]:
    """Return the typed texts; a field that was not sent keeps its recorded text."""
    key = row.recommendation.pk
    return {name: data.get(f"{name}-{key}", row.texts[name]) for name in HEADINGS}


def seen_records(
    submission: Submission, rows: Iterable[SheetRow], data: Mapping[str, str]
) -> dict[int, FollowUp]:
    """Return the records that the page showed, by recommendation."""
    found = {row.recommendation.pk: row.record for row in rows if row.record}
    keys = {row.recommendation.pk: data.get(f"{SEEN}-{row.recommendation.pk}", "") for row in rows}
    if all(str(record.pk) == keys[key] for key, record in found.items()):
        return found
    own = FollowUp.objects.filter(
        submission__round=submission.round,
        submission__organization=submission.organization_id,
        submission__side=submission.side,
        pk__in=[key for key in keys.values() if valid_pk(key)],
    ).select_related("responsible", "evidence_paragraph__report", "evidence_file")
    return {record.recommendation_id: record for record in own}


def take_file(row: SheetRow, upload: Any, taken: list[SheetRow]) -> None:
    """Check the file of a row in the sandbox. Call it outside a transaction."""
    if upload is None:
        return
    if len(taken) >= MAX_FILES:
        row.errors[FILE] = TOO_MANY_FILES
        return
    if upload.size > MAX_FILE_SIZE:
        megabytes = MAX_FILE_SIZE // (1024 * 1024)
        row.errors[FILE] = f"“{upload.name}” is larger than {megabytes} MB."
        return
    try:
        row.file = attachments.check_file(upload.name, upload.read())
    except UnreadableError as error:
        row.errors[FILE] = str(error)


def find_faults(row: SheetRow, base: FollowUp | None) -> None:
    """Add what is wrong with a changed row as a whole."""
    if not row.errors and not row.answer.says_something:
        row.errors["text"] = NOTHING_SAID
    if row.seen != (base.pk if base else None):
        row.errors["row"] = CONFLICT


def ask_for_files_again(rows: Iterable[SheetRow]) -> None:
    """Say that files are lost: no browser sends one again by itself."""
    for row in rows:
        if row.file:
            row.errors[FILE] = CHOOSE_AGAIN.format(row.file.name)
