"""Write a parsed draft into the database."""

from collections.abc import Iterable, Mapping

from django.db import models, transaction

from portal.content import participations
from portal.content.notes.note_record import note_record
from portal.imports import source_documents
from portal.imports.draft_records import DraftRecords
from portal.parsing import parsed_report
from portal.parsing.parsed_report import ParsedReport, Recommendation, Subjects
from portal.parsing.report_metadata import is_headed_by
from portal.parsing.source import Source
from recommendations.models import Involvement
from recommendations.models import Recommendation as RecommendationRecord
from reports.models import (
    Annex,
    Contribution,
    ImportNote,
    Paragraph,
    Participation,
    Report,
    Session,
    ThemeStatus,
)
from reports.signals import report_changed


@transaction.atomic
def write_draft(source: Source, content: bytes, draft: ParsedReport, report: Report) -> Report:
    """Store the draft under the report, which is new or cleared before; return the report.

    The caller sets the report's slug and, for a replacement, its primary key.
    """
    records = DraftRecords(report, draft)
    save_report(records)
    source_documents.attach_source(report, draft, source, content)
    save_agenda(records)
    save_people(records)
    save_recommendations(records)
    save_links(records)
    Annex.objects.bulk_create(annex_record(records, annex) for annex in draft.annexes)
    save_notes(records)
    report_changed.send(sender=Report, report=report)
    return report


def reset_edit_baseline(report: Report) -> None:
    """Record the current version as the imported one; higher versions are edits."""
    report.imported_version = report.version
    report.save(update_fields=["imported_version"])


def save_report(records: DraftRecords) -> None:
    report, draft = records.report, records.draft
    report.title = draft.front.title
    report.series = draft.front.series
    report.kind = draft.front.kind
    report.starts_on = draft.front.starts_on
    report.ends_on = draft.front.ends_on
    report.place = draft.front.place
    report.stated_attendance = draft.attendance.sentence
    report.stated_participants = draft.attendance.participants
    report.stated_states = draft.attendance.states
    report.summary = draft.summary
    report.save()
    report.co_chairs.set(records.organizations[slug] for slug in draft.co_chairs)


def save_agenda(records: DraftRecords) -> None:
    parsed_sessions = records.draft.sessions
    records.sessions = Session.objects.bulk_create(
        session_record(records.report, position, parsed, parsed.anchor)
        for position, parsed in enumerate(parsed_sessions, start=1)
    )
    paragraphs = Paragraph.objects.bulk_create(
        paragraph_record((record, position), parsed, parsed.anchor)
        for record, parsed_session in zip(records.sessions, parsed_sessions, strict=True)
        for position, parsed in enumerate(parsed_session.paragraphs, start=1)
    )
    for record, parsed in zip(paragraphs, records.draft.paragraphs, strict=True):
        records.paragraphs[id(parsed)] = record
        link_paragraph(records, record, parsed)


def session_record(
    report: Report, position: int, parsed: parsed_report.Session, anchor: str
) -> Session:
    return Session(
        report=report,
        position=position,
        kind=parsed.kind,
        number=parsed.number,
        title=parsed.title,
        heading=parsed.heading,
        anchor=anchor,
        spans=parsed.spans,
    )


def paragraph_record(
    location: tuple[Session, int], parsed: parsed_report.Paragraph, anchor: str
) -> Paragraph:
    session, position = location
    return Paragraph(
        report=session.report,
        session=session,
        position=position,
        number=parsed.number,
        label=parsed.label,
        anchor=anchor,
        text=parsed.text,
        voice=parsed.voice,
        spans=parsed.spans,
    )


def link_paragraph(
    records: DraftRecords, record: Paragraph, parsed: parsed_report.Paragraph
) -> None:
    link_subjects(records, record, parsed.subjects)
    add_link(
        records,
        record.organizations,
        records.organizations,
        parsed.subjects.organizations,
    )
    add_link(
        records,
        record.speaking_organizations,
        records.organizations,
        parsed.speaking_organizations,
    )


def link_subjects(
    records: DraftRecords, record: Paragraph | RecommendationRecord, subjects: Subjects
) -> None:
    status = ThemeStatus.CONFIRMED if subjects.are_curated else ThemeStatus.SUGGESTED
    add_link(records, record.themes, records.themes, subjects.themes, status=status)
    add_link(records, record.instruments, records.instruments, subjects.instruments)


def add_link(
    records: DraftRecords,
    relation,
    records_by_slug: Mapping[str, models.Model],
    slugs: Iterable[str],
    **extra_columns: str,
) -> None:
    """Collect rows of a many-to-many table for a new record, which has no links yet.

    `extra_columns` are values of further columns of the table.
    """
    through = relation.through
    owner, linked = relation.source_field_name, relation.target_field_name
    records.links[through] += (
        through(**{owner: relation.instance, linked: records_by_slug[slug]}, **extra_columns)
        for slug in slugs
    )


def save_links(records: DraftRecords) -> None:
    for through, links in records.links.items():
        through._base_manager.bulk_create(links)
    records.links.clear()


def save_people(records: DraftRecords) -> None:
    participation_by_id = {
        id(speaker): participations.save_participation(
            records.report, records.organizations, speaker
        )
        for speaker in [*records.draft.speakers, *records.draft.participants]
    }
    save_contributions(records, records.draft.paragraphs, participation_by_id)


def save_contributions(
    records: DraftRecords,
    paragraphs: Iterable[parsed_report.Paragraph],
    participation_by_id: Mapping[int, Participation],
) -> None:
    """Create the missing contributions; two parsed speakers may be one participation."""
    wanted = {
        (
            records.paragraphs[id(paragraph)].pk,
            participation_by_id[id(speaker)].pk,
        ): None
        for paragraph in paragraphs
        for speaker in paragraph.speakers
    }
    stored = Contribution.objects.filter(paragraph__report=records.report)
    stored_pairs = set(stored.values_list("paragraph", "participation"))
    Contribution.objects.bulk_create(
        Contribution(paragraph_id=paragraph, participation_id=participation)
        for paragraph, participation in wanted
        if (paragraph, participation) not in stored_pairs
    )


def save_recommendations(records: DraftRecords) -> None:
    by_reference: dict[str, RecommendationRecord] = {}
    pending = list(enumerate(records.draft.recommendations, start=1))
    # Parents are stored before their points, which refer to them by key: level by level.
    while pending:
        ready = [
            (position, parsed)
            for position, parsed in pending
            if not parsed.parent or parsed.parent in by_reference
        ]
        created = RecommendationRecord.objects.bulk_create(
            recommendation_record(records, position, parsed, by_reference.get(parsed.parent))
            for position, parsed in ready
        )
        by_reference |= {record.reference: record for record in created}
        pending = [item for item in pending if item[1].reference not in by_reference]
    for parsed in records.draft.recommendations:
        link_subjects(records, by_reference[parsed.reference], parsed.subjects)
    Involvement.objects.bulk_create(
        involvement
        for parsed in records.draft.recommendations
        for involvement in involvements(records, by_reference[parsed.reference], parsed)
    )


def recommendation_record(
    records: DraftRecords,
    position: int,
    parsed: Recommendation,
    parent: RecommendationRecord | None,
) -> RecommendationRecord:
    return RecommendationRecord(
        report=records.report,
        paragraph=records.paragraph_at(parsed.paragraph),
        parent=parent,
        position=position,
        reference=parsed.reference,
        level=parsed.level,
        text=parsed.text,
        spans=parsed.spans,
    )


def involvements(
    records: DraftRecords, record: RecommendationRecord, parsed: Recommendation
) -> Iterable[Involvement]:
    roles = {
        Involvement.Role.ADDRESSEE: parsed.subjects.addressees,
        Involvement.Role.ISSUER: parsed.subjects.issuers,
        Involvement.Role.NAMED: parsed.subjects.organizations,
    }
    for role, slugs in roles.items():
        for slug in slugs:
            yield Involvement(
                recommendation=record,
                organization=records.organizations[slug],
                role=role,
            )


def annex_record(records: DraftRecords, parsed: parsed_report.Annex) -> Annex:
    return Annex(
        report=records.report,
        label=parsed.label,
        subject=parsed.subject,
        named_in=records.paragraph_at(parsed.named_in),
        session=session_supplying(records, parsed.label),
    )


def save_notes(records: DraftRecords) -> None:
    records.report.notes.delete()
    ImportNote.objects.bulk_create(
        note_record(note, records.report.source) for note in records.draft.notes
    )


def session_supplying(records: DraftRecords, label: str) -> Session | None:
    for session in records.sessions:
        if session.kind == Session.Kind.ANNEX and is_headed_by(session.heading, label):
            return session
    return None
