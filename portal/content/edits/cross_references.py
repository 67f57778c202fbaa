"""Confirm, reject and add references of a text to another place."""

from dataclasses import dataclass, replace
from typing import ClassVar

from portal.content.cross_references import (
    OTHER_TARGETS,
    ReferringRecord,
    identity,
    new_references,
    references_of,
)
from portal.content.edits import base
from portal.content.edits.base import EditContext, ItemEdit
from portal.content.found_references import NoReports, ReferenceFinder, reference
from portal.content.refusals import SaveRefusedError
from portal.content.schema import CONFIRMED, REJECTED, Key
from portal.content.snapshot import Snapshot
from portal.parsing.cross_references import find_mentions, occurrences
from reports.text import normalize_whitespace

NOT_REFERRING = "Only statements and recommendations refer to other places."


@dataclass(frozen=True)
class DecideReference(ItemEdit):
    """Confirm a reference of a paragraph or recommendation, or reject it.

    A rejected one is kept, so that it is not suggested again.
    """

    reference: Key
    is_confirmed: bool

    action: ClassVar[str] = "Cross-reference decided"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_record(snapshot, self.item, ReferringRecord, NOT_REFERRING)
        for one in references_of(snapshot, record):
            if one.key == self.reference:
                status = CONFIRMED if self.is_confirmed else REJECTED
                return snapshot.with_records(one._replace(status=status))
        raise SaveRefusedError("This reference has since been removed.")


@dataclass(frozen=True)
class AddReference(ItemEdit):
    """Make words of a text refer to a place in the report, which is named as in a text.

    For a place in another report, `other` has the key of that report, and that of a paragraph
    or None.
    """

    words: str
    place: str = ""
    other: tuple[Key, Key | None] | None = None

    action: ClassVar[str] = "Cross-reference added"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_record(snapshot, self.item, ReferringRecord, NOT_REFERRING)
        words = normalize_whitespace(self.words)
        if not words or not occurrences(record.text, words, words):
            raise SaveRefusedError(f"The text does not have the words “{words}”.")
        wanted = [
            reference(record, words, words, targets)._replace(status=CONFIRMED)
            for targets in self.targets(snapshot, record)
        ]
        same = {identity(one) for one in wanted}
        known = [one for one in references_of(snapshot, record) if identity(one) in same]
        return snapshot.with_records(
            *(one._replace(status=CONFIRMED) for one in known), *new_references(snapshot, wanted)
        )

    def targets(self, snapshot: Snapshot, record: ReferringRecord) -> list[dict[str, Key | None]]:
        if self.other:
            return [dict(zip(OTHER_TARGETS, self.other, strict=True))]
        # The place is looked up as if the text named it.
        named = record._replace(text=self.place.strip())
        finder = ReferenceFinder(snapshot, NoReports())
        mentions = [replace(one, of_another=False) for one in find_mentions(named.text)]
        targets = [
            found
            for mention in mentions
            for number in mention.numbers
            for found in finder.targets(named, mention, number)
        ]
        if not targets:
            raise SaveRefusedError(
                f"The report has no place “{named.text}”. Write “paragraph 21”, “Annex 2”, "
                "“recommendation 21.A.1” or “section 3”, or the address of another report."
            )
        return targets
