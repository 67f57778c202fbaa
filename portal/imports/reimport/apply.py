"""Apply a reimport plan in one transaction; matched records keep their keys and URLs."""

from typing import Any

from django.db import transaction
from django.db.models import F

from portal.imports import draft_writer, source_documents
from portal.imports.draft_records import DraftRecords
from portal.imports.reimport.alignment import ReimportPlan
from portal.imports.reimport.import_baseline import ImportBaseline
from portal.imports.reimport.recommendations import OFFSET, RecommendationReimport
from portal.imports.reimport.reserved_urls import ReservedUrls
from portal.imports.reimport.speakers import SpeakerReimport
from portal.parsing.source import Source
from reports.models import Report, Session
from reports.signals import report_changed


@transaction.atomic
def apply_plan(plan: ReimportPlan, source: Source, content: bytes) -> Report:
    """Update the report to the newer version and return it; the caller holds the lock on its row."""
    writer = ReimportWriter(plan)
    writer.detach_previous_source()
    writer.update_report()
    source_documents.attach_source(plan.report, plan.draft, source, content)
    writer.update_sessions()
    writer.update_paragraphs()
    writer.recommendations.apply()
    writer.speakers.apply()
    draft_writer.save_links(writer.draft_records)
    writer.update_annexes()
    writer.update_notes()
    writer.delete_unmatched()
    report_changed.send(sender=Report, report=plan.report)
    return plan.report


class ReimportWriter:
    """Writes the newer version of one report.

    Parsed objects are keyed by `id()`: their anchors and references are those of the file,
    and the stored record may have another.
    """

    def __init__(self, plan: ReimportPlan):
        self.plan = plan
        self.report = plan.report
        self.draft_records = DraftRecords(plan.report, plan.draft)
        self.sessions: dict[int, Session] = {}
        self.baseline = ImportBaseline(plan.report)
        self.urls = ReservedUrls(plan.report)
        self.recommendations = RecommendationReimport(
            self.draft_records, plan.recommendations, self.baseline, self.urls
        )
        untouched_keys = self.baseline.untouched_keys("paragraph", plan.report.paragraphs.all())
        self.speakers = SpeakerReimport(self.draft_records, plan.paragraphs, untouched_keys)

    def detach_previous_source(self) -> None:
        """Delete the parts of the previous source; remember which notes editors have resolved."""
        self.is_edited = self.report.version > self.report.imported_version
        notes = self.report.notes.filter(by_hand=True)
        self.resolutions = {(note.code, note.reason): note.resolved for note in notes}
        self.report.parts.all().delete()

    def update_report(self) -> None:
        """Overwrite the title-block fields, unless an editor has changed the report."""
        report, title_block = self.report, self.plan.draft.front
        if not self.is_edited:
            report.title, report.kind, report.place = (
                title_block.title,
                title_block.kind,
                title_block.place,
            )
            report.series = title_block.series
            report.starts_on, report.ends_on = (
                title_block.starts_on,
                title_block.ends_on,
            )
            attendance = self.plan.draft.attendance
            report.stated_attendance = attendance.sentence
            report.stated_participants = attendance.participants
            report.stated_states = attendance.states
            report.co_chairs.set(
                self.draft_records.organizations[slug] for slug in self.plan.draft.co_chairs
            )
        report.save()

    def update_sessions(self) -> None:
        alignment = self.plan.sessions
        self.report.sessions.update(position=F("position") + OFFSET)
        positions = positions_by_id(self.plan.draft.sessions)
        for stored, parsed in alignment.matched:
            stored.position = positions[id(parsed)]
            stored.spans = parsed.spans
            if stored.pk in alignment.changed_keys:
                stored.kind, stored.number = parsed.kind, parsed.number
                stored.title, stored.heading = parsed.title, parsed.heading
                stored.version += 1
            stored.save()
            self.sessions[id(parsed)] = stored
        for parsed in alignment.new:
            anchor = self.urls.allocate("sessions", parsed.anchor, parsed.heading or parsed.title)
            record = draft_writer.session_record(self.report, positions[id(parsed)], parsed, anchor)
            record.save()
            self.sessions[id(parsed)] = record
        self.draft_records.sessions = [
            self.sessions[id(session)] for session in self.plan.draft.sessions
        ]

    def update_paragraphs(self) -> None:
        alignment = self.plan.paragraphs
        self.report.paragraphs.update(position=F("position") + OFFSET)
        locations = {
            id(paragraph): (self.sessions[id(session)], position)
            for session in self.plan.draft.sessions
            for position, paragraph in enumerate(session.paragraphs, start=1)
        }
        for stored, parsed in alignment.matched:
            stored.session, stored.position = locations[id(parsed)]
            stored.spans = parsed.spans
            stored.number, stored.label = parsed.number, parsed.label
            if stored.pk in alignment.changed_keys:
                stored.text = parsed.text
                stored.version += 1
            stored.save()
            self.draft_records.paragraphs[id(parsed)] = stored
        for parsed in alignment.new:
            anchor = self.urls.allocate("paragraphs", parsed.anchor, parsed.text)
            record = draft_writer.paragraph_record(locations[id(parsed)], parsed, anchor)
            record.save()
            draft_writer.link_paragraph(self.draft_records, record, parsed)
            self.draft_records.paragraphs[id(parsed)] = record

    def update_annexes(self) -> None:
        """Update annexes by label; keep edited values and the annexes that editors have added."""
        unmatched = {annex.label: annex for annex in self.report.annexes.all()}
        session_keys = {session.pk for session in self.sessions.values()}
        for parsed in self.plan.draft.annexes:
            record = draft_writer.annex_record(self.draft_records, parsed)
            if stored := unmatched.pop(parsed.label, None):
                stored.named_in = record.named_in
                stored.subject = stored.subject or record.subject
                if stored.session_id not in session_keys:
                    stored.session = record.session
                stored.save()
            else:
                record.save()
        for annex in unmatched.values():
            if self.baseline.records is None or self.baseline.record_data("annex", annex):
                annex.delete()

    def update_notes(self) -> None:
        draft_writer.save_notes(self.draft_records)
        for note in self.report.notes:
            resolution = self.resolutions.get((note.code, note.reason))
            if resolution is not None:
                note.resolved, note.by_hand = resolution, True
                note.save()

    def delete_unmatched(self) -> None:
        for paragraph in self.plan.paragraphs.removed:
            paragraph.delete()
        for session in self.plan.sessions.removed:
            session.delete()
        self.speakers.delete_unmentioned()


def positions_by_id(parsed_records: list[Any]) -> dict[int, int]:
    return {id(parsed): position for position, parsed in enumerate(parsed_records, start=1)}
