"""Keep redacted passages out of what editors type: a form may be older than the redaction."""

from collections.abc import Iterator

from portal.content.refusals import SaveRefusedError
from portal.content.snapshot import Snapshot, changed_records
from portal.redaction.screening import has_redacted
from portal.redaction.values import texts_in

MESSAGE = "This contains a passage that was redacted. Leave it out, or leave it masked as it is shown now."


def refuse_redacted(before: Snapshot, after: Snapshot) -> None:
    """Raise SaveRefusedError if a changed text has a redacted passage."""
    if has_redacted(new_texts(before, after)):
        raise SaveRefusedError(MESSAGE)


def new_texts(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Yield the texts of what an edit has changed or added."""
    records = [new for _, new in changed_records(before, after) if new is not None]
    if before.report != after.report:
        records.append(after.report)
    for record in records:
        yield from texts_in(record)
