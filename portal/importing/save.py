"""The one file that writes what was read: a whole draft in one transaction."""

from collections.abc import Iterable, Mapping

from django.db import models, transaction

from portal.importing import filing, parsed, participations
from portal.importing.parsed import Draft, Recommendation, Subjects
from portal.importing.saving import Saving
from portal.importing.source import Source
from portal.importing.stated import is_headed_by
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
def save(source: Source, content: bytes, draft: Draft, report: Report) -> Report:
    """Store the draft under the report, which is new or emptied before; return it.

    The report's slug, and its key where it replaces an earlier one, are the caller's.
    """
    saving = Saving(report, draft)
    save_report(saving)
    filing.file(report, draft, source, content)
    save_agenda(saving)
    save_people(saving)
    save_recommendations(saving)
    save_links(saving)
    Annex.objects.bulk_create(annex_record(saving, one) for one in draft.annexes)
    save_notes(saving)
    report_changed.send(sender=Report, report=report)
    return report


def count_edits_from_here(report: Report) -> None:
    """Let the present version be the import's: a higher one has been edited since."""
    report.imported_version = report.version
    report.save(update_fields=["imported_version"])


def save_report(saving: Saving) -> None:
    report, draft = saving.report, saving.draft
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
    report.co_chairs.set(saving.organizations[slug] for slug in draft.co_chairs)


def save_agenda(saving: Saving) -> None:
    read = saving.draft.sessions
    saving.sessions = Session.objects.bulk_create(
        session_record(saving.report, position, session, session.anchor)
        for position, session in enumerate(read, start=1)
    )
    made = Paragraph.objects.bulk_create(
        paragraph_record((session, position), paragraph, paragraph.anchor)
        for session, headed in zip(saving.sessions, read, strict=True)
        for position, paragraph in enumerate(headed.paragraphs, start=1)
    )
    for record, paragraph in zip(made, saving.draft.paragraphs, strict=True):
        saving.paragraphs[id(paragraph)] = record
        link_paragraph(saving, record, paragraph)


def session_record(
    report: Report, position: int, read: parsed.Session, anchor: str
) -> Session:
    return Session(
        report=report,
        position=position,
        kind=read.kind,
        number=read.number,
        title=read.title,
        heading=read.heading,
        anchor=anchor,
        spans=read.spans,
    )


def paragraph_record(
    place: tuple[Session, int], read: parsed.Paragraph, anchor: str
) -> Paragraph:
    session, position = place
    return Paragraph(
        report=session.report,
        session=session,
        position=position,
        number=read.number,
        label=read.label,
        anchor=anchor,
        text=read.text,
        voice=read.voice,
        spans=read.spans,
    )


def link_paragraph(saving: Saving, record: Paragraph, read: parsed.Paragraph) -> None:
    link_subjects(saving, record, read.subjects)
    link(
        saving, record.organizations, saving.organizations, read.subjects.organizations
    )
    link(
        saving,
        record.speaking_organizations,
        saving.organizations,
        read.speaking_organizations,
    )


def link_subjects(
    saving: Saving, record: Paragraph | RecommendationRecord, subjects: Subjects
) -> None:
    status = ThemeStatus.CONFIRMED if subjects.are_curated else ThemeStatus.SUGGESTED
    link(saving, record.themes, saving.themes, subjects.themes, status=status)
    link(saving, record.instruments, saving.instruments, subjects.instruments)


def link(
    saving: Saving,
    relation,
    known: Mapping[str, models.Model],
    slugs: Iterable[str],
    **more: str,
) -> None:
    """Note what a new record is linked to; it has no links yet, so none is looked for.

    `more` are the other columns of the links.
    """
    through = relation.through
    owner, linked = relation.source_field_name, relation.target_field_name
    saving.links[through] += (
        through(**{owner: relation.instance, linked: known[slug]}, **more)
        for slug in slugs
    )


def save_links(saving: Saving) -> None:
    for through, links in saving.links.items():
        through._base_manager.bulk_create(links)
    saving.links.clear()


def save_people(saving: Saving) -> None:
    made = {
        id(speaker): participations.save(saving.report, saving.organizations, speaker)
        for speaker in [*saving.draft.speakers, *saving.draft.participants]
    }
    save_contributions(saving, saving.draft.paragraphs, made)


def save_contributions(
    saving: Saving,
    paragraphs: Iterable[parsed.Paragraph],
    taking_part: Mapping[int, Participation],
) -> None:
    """Let the speakers of the paragraphs speak, each of them once.

    Two of them may be one person, and in a paragraph that is there already somebody may speak.
    """
    said = {
        (saving.paragraphs[id(paragraph)].pk, taking_part[id(speaker)].pk): None
        for paragraph in paragraphs
        for speaker in paragraph.speakers
    }
    there = Contribution.objects.filter(paragraph__report=saving.report)
    speaking = set(there.values_list("paragraph", "participation"))
    Contribution.objects.bulk_create(
        Contribution(paragraph_id=paragraph, participation_id=participation)
        for paragraph, participation in said
        if (paragraph, participation) not in speaking
    )


def save_recommendations(saving: Saving) -> None:
    made: dict[str, RecommendationRecord] = {}
    waiting = list(enumerate(saving.draft.recommendations, start=1))
    # A point is stored behind what it stands under, whose key it holds: level by level.
    while waiting:
        ready = [one for one in waiting if not one[1].parent or one[1].parent in made]
        records = RecommendationRecord.objects.bulk_create(
            recommendation_record(saving, position, read, made.get(read.parent))
            for position, read in ready
        )
        made |= {one.reference: one for one in records}
        waiting = [one for one in waiting if one[1].reference not in made]
    for read in saving.draft.recommendations:
        link_subjects(saving, made[read.reference], read.subjects)
    Involvement.objects.bulk_create(
        involvement
        for read in saving.draft.recommendations
        for involvement in involvements(saving, made[read.reference], read)
    )


def recommendation_record(
    saving: Saving,
    position: int,
    read: Recommendation,
    parent: RecommendationRecord | None,
) -> RecommendationRecord:
    return RecommendationRecord(
        report=saving.report,
        paragraph=saving.paragraph_at(read.paragraph),
        parent=parent,
        position=position,
        reference=read.reference,
        level=read.level,
        text=read.text,
        spans=read.spans,
    )


def involvements(
    saving: Saving, record: RecommendationRecord, read: Recommendation
) -> Iterable[Involvement]:
    roles = {
        Involvement.Role.ADDRESSEE: read.subjects.addressees,
        Involvement.Role.ISSUER: read.subjects.issuers,
        Involvement.Role.NAMED: read.subjects.organizations,
    }
    for role, slugs in roles.items():
        for slug in slugs:
            yield Involvement(
                recommendation=record,
                organization=saving.organizations[slug],
                role=role,
            )


def annex_record(saving: Saving, read: parsed.Annex) -> Annex:
    return Annex(
        report=saving.report,
        label=read.label,
        subject=read.subject,
        named_in=saving.paragraph_at(read.named_in),
        session=session_supplying(saving, read.label),
    )


def save_notes(saving: Saving) -> None:
    saving.report.notes.delete()
    ImportNote.objects.bulk_create(
        ImportNote(
            document=saving.report.source,
            code=note.code,
            reason=note.reason,
            start=note.span[0] if note.span else None,
            end=note.span[1] if note.span else None,
            about=note.about,
        )
        for note in saving.draft.notes
    )


def session_supplying(saving: Saving, label: str) -> Session | None:
    annexes = (one for one in saving.sessions if one.kind == Session.Kind.ANNEX)
    return next((one for one in annexes if is_headed_by(one.heading, label)), None)
