"""Keep redacted passages and files out of what editors send: a form may be older than the redaction."""

from collections.abc import Iterable, Iterator

from portal.content.refusals import SaveRefusedError
from portal.content.snapshot import Snapshot, changed_records
from portal.redaction.screening import has_redacted, was_withheld
from portal.redaction.values import texts_in

MESSAGE = "This contains a passage that was redacted. Leave it out, or leave it masked as it is shown now."
WITHHELD = (
    "This file was withheld by a redaction, so it cannot be uploaded again. Remove from it what was "
    "redacted, and upload that version."
)


def refuse_redacted(before: Snapshot, after: Snapshot) -> None:
    """Raise SaveRefusedError if a changed text has a redacted passage."""
    refuse_redacted_texts(new_texts(before, after))


def refuse_redacted_texts(texts: Iterable[str]) -> None:
    """Raise SaveRefusedError if a text has a redacted passage."""
    if has_redacted(texts):
        raise SaveRefusedError(MESSAGE)


def refuse_withheld(content: bytes) -> None:
    """Raise SaveRefusedError for a file that a redaction has withheld."""
    if was_withheld(content):
        raise SaveRefusedError(WITHHELD)


def new_texts(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Yield the texts of what an edit has changed or added."""
    records = [new for _, new in changed_records(before, after) if new is not None]
    if before.report != after.report:
        records.append(after.report)
    for record in records:
        yield from texts_in(record)
