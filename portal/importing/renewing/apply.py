"""The plan, carried out: in one transaction, every kept record under its old key and address."""

from typing import Any

from django.db import transaction
from django.db.models import F

from portal.importing import filing, participations, save
from portal.importing.addresses import Addresses
from portal.importing.parsed import Recommendation, Speaker
from portal.importing.renewing.plan import Plan
from portal.importing.save import Saving
from portal.importing.source import Source
from recommendations.models import Involvement
from recommendations.models import Recommendation as RecommendationRecord
from reports.models import (
    Contribution,
    Paragraph,
    Participation,
    Report,
    Session,
)
from reports.models.people import UNTOUCHED
from reports.signals import report_changed

# Beyond every place in use, so that places can be given anew one by one.
ASIDE = 1_000_000
# The version of a paragraph that nobody but this renewal has changed.
RENEWED_ONCE = 2


@transaction.atomic
def apply(plan: Plan, source: Source, content: bytes) -> Report:
    """Bring the report to its newer version; return it. The report's row is locked by the caller."""
    renewal = Renewal(plan)
    renewal.leave_earlier_source()
    renewal.renew_report()
    filing.file(plan.report, plan.draft, source, content)
    renewal.renew_sessions()
    renewal.renew_paragraphs()
    renewal.renew_recommendations()
    renewal.renew_speakers()
    save.save_links(renewal.saving)
    renewal.renew_annexes_and_notes()
    renewal.let_go()
    report_changed.send(sender=Report, report=plan.report)
    return plan.report


class Renewal:
    """One report on its way to its newer version."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.report = plan.report
        self.saving = Saving(plan.report, plan.draft)
        self.sessions: dict[int, Session] = {}
        self.participations: dict[str, Participation] = {}
        # Reference and text of what readers may have had.
        self.gone = {
            address.removeprefix("recommendations/"): text
            for address, text in self.report.root.gone.values_list("address", "text")
        }
        published = self.report.root.recommendations
        self.gone |= dict(published.values_list("reference", "text"))

    def leave_earlier_source(self) -> None:
        self.is_edited = self.report.version > self.report.imported_version
        notes = self.report.notes.filter(resolved=True)
        self.resolved = set(notes.values_list("code", "reason"))
        self.report.parts.all().delete()

    def renew_report(self) -> None:
        """Take over what the title block says, unless an editor has worked on the report's page."""
        report, front = self.report, self.plan.draft.front
        if not self.is_edited:
            report.title, report.kind, report.place = (
                front.title,
                front.kind,
                front.place,
            )
            report.series = front.series
            report.starts_on, report.ends_on = front.starts_on, front.ends_on
            attendance = self.plan.draft.attendance
            report.stated_attendance = attendance.sentence
            report.stated_participants = attendance.participants
            report.stated_states = attendance.states
            report.co_chairs.set(
                self.saving.organizations[slug] for slug in self.plan.draft.co_chairs
            )
        report.save()

    def renew_sessions(self) -> None:
        found = self.plan.sessions
        self.report.sessions.update(position=F("position") + ASIDE)
        places = places_in(self.plan.draft.sessions)
        for stored, read in found.kept:
            stored.position = places[id(read)]
            stored.spans = read.spans
            if stored.pk in found.changed_keys:
                stored.kind, stored.number = read.kind, read.number
                stored.title, stored.heading = read.title, read.heading
                stored.version += 1
            stored.save()
            self.sessions[id(read)] = stored
        addresses = Addresses(self.report.sessions.values_list("anchor", flat=True))
        for read in found.new:
            read.anchor = addresses.free(read.anchor)
            self.sessions[id(read)] = save.session_record(
                self.report, places[id(read)], read
            )
            self.sessions[id(read)].save()

    def renew_paragraphs(self) -> None:
        found = self.plan.paragraphs
        self.report.paragraphs.update(position=F("position") + ASIDE)
        homes = {
            id(paragraph): (self.sessions[id(session)], place)
            for session in self.plan.draft.sessions
            for place, paragraph in enumerate(session.paragraphs, start=1)
        }
        addresses = Addresses(self.report.paragraphs.values_list("anchor", flat=True))
        for stored, read in found.kept:
            stored.session, stored.position = homes[id(read)]
            stored.spans = read.spans
            stored.number, stored.label = read.number, read.label
            if stored.pk in found.changed_keys:
                stored.text = read.text
                stored.version += 1
            stored.save()
            self.saving.paragraphs[read.anchor] = stored
        for read in found.new:
            as_read, read.anchor = read.anchor, addresses.free(read.anchor)
            session, place = homes[id(read)]
            record = save.paragraph_record(self.report, session, place, read)
            record.save()
            save.link_paragraph(self.saving, record, read)
            self.saving.paragraphs[as_read] = record

    def renew_recommendations(self) -> None:
        found = self.plan.recommendations
        # A point cannot stand before what it stands under, not even on the way.
        self.report.recommendations.update(parent=None)
        self.report.recommendations.update(position=F("position") + ASIDE)
        stored_as = {id(read): stored for stored, read in found.kept}
        taken = {stored.reference for stored, _ in found.kept}
        for one in found.gone:
            self.gone[one.reference] = one.text
            one.delete()
        made: dict[str, RecommendationRecord] = {}
        for position, read in enumerate(self.plan.draft.recommendations, start=1):
            record = stored_as.get(id(read)) or RecommendationRecord(
                report=self.report,
                reference=self.reference_for(read, taken),
                level=read.level,
            )
            record.position, record.parent = position, made.get(read.parent)
            self.renew_recommendation(record, read)
            made[read.reference] = record

    def renew_recommendation(
        self, record: RecommendationRecord, read: Recommendation
    ) -> None:
        """Put the record in its place; a new one gets all that was read, a changed one its words."""
        is_new = record._state.adding
        above = record.parent
        record.level = above.level if above else record.level or read.level
        record.paragraph = self.saving.paragraphs.get(read.paragraph)
        record.spans = read.spans
        if is_new or record.pk in self.plan.recommendations.changed_keys:
            record.text = read.text
            record.version += not is_new
        record.save()
        if is_new:
            save.link_subjects(self.saving, record, read.subjects)
            Involvement.objects.bulk_create(
                save.involvements(self.saving, record, read)
            )

    def reference_for(self, read: Recommendation, taken: set[str]) -> str:
        """Return a reference that no kept record has, nor a gone one that read otherwise."""
        others = {one for one, text in self.gone.items() if text != read.text}
        reference = Addresses(taken | others).free(read.reference)
        taken.add(reference)
        return reference

    def renew_speakers(self) -> None:
        """Let new paragraphs and new words have their speakers; who is there stays who he is."""
        for speaker in [*self.plan.draft.speakers, *self.plan.draft.participants]:
            self.participations[speaker.name] = self.participation_of(speaker)
        renewed = {id(read) for read in self.plan.paragraphs.new}
        for stored, read in self.plan.paragraphs.changed:
            # An editor who has worked on the paragraph said who speaks in it.
            if stored.version == RENEWED_ONCE:
                stored.contributions.all().delete()
                Paragraph.objects.filter(pk=stored.pk).update(voice=read.voice)
                renewed.add(id(read))
        Contribution.objects.bulk_create(
            Contribution(
                paragraph=self.saving.paragraphs[read.anchor],
                participation=self.participations[speaker.name],
            )
            for read in self.plan.draft.paragraphs
            if id(read) in renewed
            for speaker in read.speakers
        )

    def participation_of(self, speaker: Speaker) -> Participation:
        for one in self.report.participations.select_related("person"):
            forms = {one.person.name, one.printed_name, *one.person.other_names}
            if one.person.slug in speaker.known_as or speaker.printed_name in forms:
                return one
        return participations.save(self.report, self.saving.organizations, speaker)

    def renew_annexes_and_notes(self) -> None:
        self.report.annexes.all().delete()
        save.save_annexes_and_notes(self.saving)
        for note in self.report.notes:
            if (note.code, note.reason) in self.resolved:
                note.resolved = True
                note.save()

    def let_go(self) -> None:
        """Delete what else the newer version lacks."""
        for one in self.plan.paragraphs.gone:
            one.delete()
        for one in self.plan.sessions.gone:
            one.delete()
        self.let_silent_go()

    def let_silent_go(self) -> None:
        """Drop the participations of those whom the newer version does not name any more."""
        named = {one.pk for one in self.participations.values()}
        unnamed = self.report.participations.exclude(pk__in=named)
        for one in unnamed.filter(contributions=None, person__version=UNTOUCHED):
            person = one.person
            one.delete()
            if not person.participations.exists():
                person.delete()


def places_in(records: list[Any]) -> dict[int, int]:
    return {id(one): place for place, one in enumerate(records, start=1)}
