"""Reimport of speakers: changed paragraphs get new speakers, known participations stay."""

from dataclasses import dataclass, field

from portal.content import participations
from portal.imports import draft_writer
from portal.imports.draft_records import DraftRecords
from portal.imports.reimport.alignment import Alignment
from portal.parsing import speaker_introductions
from portal.parsing.parsed_report import Paragraph as ParsedParagraph
from portal.parsing.parsed_report import Speaker
from reports.models import Paragraph, Participation
from reports.models.people import UNREVIEWED_VERSION


@dataclass
class SpeakerReimport:
    """Updates the speakers of one report.

    `untouched_keys` are the paragraphs that were not saved since the last import; in the
    others, an editor has set the speakers.
    """

    draft_records: DraftRecords
    alignment: Alignment
    untouched_keys: set[int]
    # By the `id()` of the parsed speaker.
    participation_by_id: dict[int, Participation] = field(default_factory=dict)

    def apply(self) -> None:
        draft = self.draft_records.draft
        people = self.draft_records.report.participations.select_related("person")
        self.participations = list(people)
        for speaker in [*draft.speakers, *draft.participants]:
            self.participation_by_id[id(speaker)] = self.participation_of(speaker)
        updated = list(self.alignment.new)
        for stored, parsed in [
            *self.alignment.changed,
            *self.continuing_paragraphs(),
        ]:
            if stored.pk in self.untouched_keys:
                self.update_statement(stored, parsed)
                updated.append(parsed)
        draft_writer.save_contributions(self.draft_records, updated, self.participation_by_id)

    def continuing_paragraphs(self) -> list[tuple[Paragraph, ParsedParagraph]]:
        """Return unchanged paragraphs that begin with a pronoun: others may decide who speaks."""
        return [
            (stored, parsed)
            for stored, parsed in self.alignment.same
            if parsed.speakers and speaker_introductions.CONTINUES.match(parsed.text)
        ]

    def update_statement(self, stored: Paragraph, parsed: ParsedParagraph) -> None:
        """Remove speakers that the newer version does not name; set voice and organizations."""
        named_keys = {self.participation_by_id[id(speaker)].pk for speaker in parsed.speakers}
        stored.contributions.exclude(participation__in=named_keys).delete()
        stored.voice = parsed.voice
        stored.save(update_fields=["voice"])
        organizations = self.draft_records.organizations
        stored.speaking_organizations.set(
            organizations[slug] for slug in parsed.speaking_organizations
        )

    def participation_of(self, speaker: Speaker) -> Participation:
        for participation in self.participations:
            person = participation.person
            names = {person.name, participation.printed_name, *person.other_names}
            is_known = person.slug in speaker.known_slugs
            if is_known or names & {speaker.name, speaker.printed_name}:
                return participation
        created = participations.save_participation(
            self.draft_records.report, self.draft_records.organizations, speaker
        )
        self.participations.append(created)
        return created

    def delete_unmentioned(self) -> None:
        """Delete the participations without contributions that the newer version does not name."""
        named_keys = {participation.pk for participation in self.participation_by_id.values()}
        unnamed = self.draft_records.report.participations.exclude(pk__in=named_keys)
        for participation in unnamed.filter(contributions=None, person__version=UNREVIEWED_VERSION):
            person = participation.person
            participation.delete()
            if not person.participations.exists():
                person.delete()
