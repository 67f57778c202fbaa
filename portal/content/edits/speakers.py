"""Add and remove the speakers of a paragraph, and add issuers to a recommendation."""

from dataclasses import dataclass
from typing import ClassVar

from portal.content.edits import attribution, base
from portal.content.edits.base import EditContext, ItemEdit
from portal.content.schema import (
    DOCUMENT_VOICE,
    NAMED_VOICE,
    Key,
    Paragraph,
    Participation,
    Recommendation,
)
from portal.content.snapshot import Snapshot

ONLY_PARAGRAPHS = "Only paragraphs have speakers."


@dataclass(frozen=True)
class AddSpeaker(ItemEdit):
    """Add a person to the speakers of a paragraph, and to the participants if necessary."""

    person: Key
    printed_name: str = ""

    action: ClassVar[str] = "Speaker added"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        paragraph = base.get_record(snapshot, self.item, Paragraph, ONLY_PARAGRAPHS)
        present = (one for one in snapshot.participation.values() if one.person_id == self.person)
        new = Participation(snapshot.new_key(), self.person, "speaker", self.printed_name)
        participation = next(present, new)
        speakers = (*snapshot.speakers_of(paragraph.key), participation.key)
        snapshot = snapshot.with_records(participation, paragraph._replace(voice=NAMED_VOICE))
        return attribution.with_speakers(snapshot, paragraph.key, speakers)


@dataclass(frozen=True)
class RemoveSpeaker(ItemEdit):
    """Remove a speaker; a paragraph without speakers gets the voice of the document."""

    participation: Key

    action: ClassVar[str] = "Speaker removed"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        paragraph = base.get_record(snapshot, self.item, Paragraph, ONLY_PARAGRAPHS)
        speakers = snapshot.speakers_of(paragraph.key)
        remaining = [key for key in speakers if key != self.participation]
        if not remaining:
            snapshot = snapshot.with_records(paragraph._replace(voice=DOCUMENT_VOICE))
        return attribution.with_speakers(snapshot, paragraph.key, remaining)


@dataclass(frozen=True)
class AddIssuer(ItemEdit):
    """Add an organization to those that made a recommendation.

    `printed` is a form under which the organization is not yet known; it becomes an alias when
    the report is published.
    """

    organization: Key
    printed: str = ""

    action: ClassVar[str] = "Issuer added"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        refusal = "Only a recommendation has issuers."
        record = base.get_record(snapshot, self.item, Recommendation, refusal)
        issuer = record._replace(involvements=((self.organization, "issuer", self.printed),))
        return snapshot.with_records(attribution.merge_links(record, issuer))
