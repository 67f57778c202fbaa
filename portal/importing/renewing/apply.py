"""The plan, carried out: in one transaction, every kept record under its old key and address."""

from typing import Any

from django.db import transaction
from django.db.models import F

from portal.importing import filing, save
from portal.importing.renewing.asked import ASIDE, Asked
from portal.importing.renewing.held import Held
from portal.importing.renewing.imported import AsImported
from portal.importing.renewing.plan import Plan
from portal.importing.renewing.speaking import Speaking
from portal.importing.saving import Saving
from portal.importing.source import Source
from reports.models import Report, Session
from reports.signals import report_changed


@transaction.atomic
def apply(plan: Plan, source: Source, content: bytes) -> Report:
    """Bring the report to its newer version; return it. The report's row is locked by the caller."""
    renewal = Renewal(plan)
    renewal.leave_earlier_source()
    renewal.renew_report()
    filing.file(plan.report, plan.draft, source, content)
    renewal.renew_sessions()
    renewal.renew_paragraphs()
    renewal.asked.renew()
    renewal.speaking.renew()
    save.save_links(renewal.saving)
    renewal.renew_annexes()
    renewal.renew_notes()
    renewal.let_go()
    report_changed.send(sender=Report, report=plan.report)
    return plan.report


class Renewal:
    """One report on its way to its newer version.

    What was read is known by its identity: the draft's own anchors and references are those of
    the file, and a record may have another.
    """

    def __init__(self, plan: Plan):
        self.plan = plan
        self.report = plan.report
        self.saving = Saving(plan.report, plan.draft)
        self.sessions: dict[int, Session] = {}
        self.imported = AsImported(plan.report)
        self.held = Held(plan.report)
        self.asked = Asked(self.saving, plan.recommendations, self.imported, self.held)
        untouched = self.imported.untouched("paragraph", plan.report.paragraphs.all())
        self.speaking = Speaking(self.saving, plan.paragraphs, untouched)

    def leave_earlier_source(self) -> None:
        self.is_edited = self.report.version > self.report.imported_version
        notes = self.report.notes.filter(by_hand=True)
        self.judged = {(one.code, one.reason): one.resolved for one in notes}
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
        for read in found.new:
            anchor = self.held.free("sessions", read.anchor, read.heading or read.title)
            made = save.session_record(self.report, places[id(read)], read, anchor)
            made.save()
            self.sessions[id(read)] = made
        self.saving.sessions = [
            self.sessions[id(one)] for one in self.plan.draft.sessions
        ]

    def renew_paragraphs(self) -> None:
        found = self.plan.paragraphs
        self.report.paragraphs.update(position=F("position") + ASIDE)
        homes = {
            id(paragraph): (self.sessions[id(session)], place)
            for session in self.plan.draft.sessions
            for place, paragraph in enumerate(session.paragraphs, start=1)
        }
        for stored, read in found.kept:
            stored.session, stored.position = homes[id(read)]
            stored.spans = read.spans
            stored.number, stored.label = read.number, read.label
            if stored.pk in found.changed_keys:
                stored.text = read.text
                stored.version += 1
            stored.save()
            self.saving.paragraphs[id(read)] = stored
        for read in found.new:
            anchor = self.held.free("paragraphs", read.anchor, read.text)
            record = save.paragraph_record(homes[id(read)], read, anchor)
            record.save()
            save.link_paragraph(self.saving, record, read)
            self.saving.paragraphs[id(read)] = record

    def renew_annexes(self) -> None:
        """Keep what editors said of an annex, and the annexes that they have added."""
        there = {one.label: one for one in self.report.annexes.all()}
        kept = {one.pk for one in self.sessions.values()}
        for read in self.plan.draft.annexes:
            made = save.annex_record(self.saving, read)
            if stored := there.pop(read.label, None):
                stored.named_in = made.named_in
                stored.subject = stored.subject or made.subject
                if stored.session_id not in kept:
                    stored.session = made.session
                stored.save()
            else:
                made.save()
        for one in there.values():
            if self.imported.records is None or self.imported.of("annex", one):
                one.delete()

    def renew_notes(self) -> None:
        save.save_notes(self.saving)
        for note in self.report.notes:
            judged = self.judged.get((note.code, note.reason))
            if judged is not None:
                note.resolved, note.by_hand = judged, True
                note.save()

    def let_go(self) -> None:
        """Delete what else the newer version lacks."""
        for one in self.plan.paragraphs.gone:
            one.delete()
        for one in self.plan.sessions.gone:
            one.delete()
        self.speaking.let_silent_go()


def places_in(records: list[Any]) -> dict[int, int]:
    return {id(one): place for place, one in enumerate(records, start=1)}
