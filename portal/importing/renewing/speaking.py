"""Who speaks in a newer version: those of new words, while who is there stays who he is."""

from dataclasses import dataclass, field

from portal.importing import introductions, participations, save
from portal.importing.parsed import Paragraph as Read
from portal.importing.parsed import Speaker
from portal.importing.renewing.plan import Matched
from portal.importing.saving import Saving
from reports.models import Paragraph, Participation
from reports.models.people import UNTOUCHED


@dataclass
class Speaking:
    """The speakers of one report on their way to its newer version.

    `untouched` are the keys of the paragraphs that no editor has saved since the last import:
    of the others an editor has said who speaks.
    """

    saving: Saving
    found: Matched
    untouched: set[int]
    # By the identity of whom the newer version names.
    taking_part: dict[int, Participation] = field(default_factory=dict)

    def renew(self) -> None:
        draft = self.saving.draft
        people = self.saving.report.participations.select_related("person")
        self.there = list(people)
        for speaker in [*draft.speakers, *draft.participants]:
            self.taking_part[id(speaker)] = self.participation_of(speaker)
        renewed = list(self.found.new)
        for stored, read in [*self.found.changed, *self.going_on()]:
            if stored.pk in self.untouched:
                self.give_words(stored, read)
                renewed.append(read)
        save.save_contributions(self.saving, renewed, self.taking_part)

    def going_on(self) -> list[tuple[Paragraph, Read]]:
        """Return the unchanged paragraphs that begin with “he” or “she”: of whom, others say."""
        return [
            (stored, read)
            for stored, read in self.found.same
            if read.speakers and introductions.GOES_ON.match(read.text)
        ]

    def give_words(self, stored: Paragraph, read: Read) -> None:
        """Take the words from those who spoke and whom the newer version does not name here."""
        named = {self.taking_part[id(speaker)].pk for speaker in read.speakers}
        stored.contributions.exclude(participation__in=named).delete()
        stored.voice = read.voice
        stored.save(update_fields=["voice"])
        known = self.saving.organizations
        stored.speaking_organizations.set(
            known[slug] for slug in read.speaking_organizations
        )

    def participation_of(self, speaker: Speaker) -> Participation:
        for one in self.there:
            forms = {one.person.name, one.printed_name, *one.person.other_names}
            is_known = one.person.slug in speaker.known_as
            if is_known or forms & {speaker.name, speaker.printed_name}:
                return one
        made = participations.save(
            self.saving.report, self.saving.organizations, speaker
        )
        self.there.append(made)
        return made

    def let_silent_go(self) -> None:
        """Drop the participations of those whom the newer version does not name any more."""
        named = {one.pk for one in self.taking_part.values()}
        unnamed = self.saving.report.participations.exclude(pk__in=named)
        for one in unnamed.filter(contributions=None, person__version=UNTOUCHED):
            person = one.person
            one.delete()
            if not person.participations.exists():
                person.delete()
