"""Render a snapshot for the page of a published version: sessions, paragraphs, recommendations."""

from collections.abc import Iterable
from typing import Any

from portal.content.entity_references import EntityNames
from portal.content.item_names import level_label, number_of
from portal.content.rationale import confirmed_paragraphs, is_decided
from portal.content.schema import Key, Paragraph, Recommendation
from portal.content.snapshot import Snapshot
from reports.markdown import render_or_escape
from reports.models import Paragraph as ParagraphModel
from reports.models.sessions import heading_prefix

Rendered = dict[str, Any]


def render_report(snapshot: Snapshot, names: EntityNames) -> Rendered:
    """Return the template context of a report as the snapshot has it."""
    report = snapshot.report
    loose = snapshot.recommendations_by_paragraph.get(None, ())
    return {
        **{
            name: getattr(report, name)
            for name in ("title", "kind", "place", "starts_on", "ends_on")
        },
        "co_chairs": [entity_name(names, "organization", key) for key in report.co_chairs],
        "summary": render_or_escape(report.summary),
        "annexes": [
            annex.label + (f" ({annex.subject})" if annex.subject else "")
            for _, annex in sorted(snapshot.annex.items())
        ],
        "footnotes": [
            part.text for _, part in sorted(snapshot.part.items()) if part.kind == "footnote"
        ],
        "participants": sorted(render_participants(snapshot, names).values()),
        "sessions": render_sessions(snapshot, names),
        "other_recommendations": render_recommendations(snapshot, loose, None),
    }


def entity_name(names: EntityNames, entity_type: str, key: Key) -> str:
    return names[entity_type][str(key)]["name"]


def render_sessions(snapshot: Snapshot, names: EntityNames) -> list[Rendered]:
    participants = render_participants(snapshot, names)
    return [
        {
            "prefix": heading_prefix(session.kind, session.number, session.title),
            "title": session.title,
            "anchor": session.anchor,
            "paragraphs": [
                render_paragraph(snapshot, paragraph, participants, names)
                for paragraph in snapshot.paragraphs_of(session.key)
            ],
        }
        for session in snapshot.sessions
    ]


def render_paragraph(
    snapshot: Snapshot, paragraph: Paragraph, participants: dict[Key, str], names: EntityNames
) -> Rendered:
    recommendations = snapshot.recommendations_by_paragraph.get(paragraph.key, ())
    speakers = [participants[key] for key in snapshot.speakers_of(paragraph.key)]
    organizations = paragraph.speaking_organizations
    return {
        "anchor": paragraph.anchor,
        "number": paragraph.number,
        "text": paragraph.text,
        "voice": ParagraphModel.Voice(paragraph.voice).label,
        "speakers": speakers or [entity_name(names, "organization", key) for key in organizations],
        "recommendations": render_recommendations(snapshot, recommendations, None),
    }


def render_participants(snapshot: Snapshot, names: EntityNames) -> dict[Key, str]:
    """Return name and position of each participant, by the key of the participation."""
    return {
        key: entity_name(names, "person", participation.person_id)
        + (f", {participation.position}" if participation.position else "")
        for key, participation in snapshot.participation.items()
    }


def render_recommendations(
    snapshot: Snapshot, siblings: Iterable[Recommendation], parent: Key | None
) -> list[Rendered]:
    """Return the recommendations that are directly under `parent`, each with its points."""
    siblings = list(siblings)
    return [
        {
            "anchor": f"r-{record.reference}",
            "number": number_of(record),
            "level": level_label(record.level),
            "text": record.text,
            "statements": render_rationale(snapshot, record),
            "points": render_recommendations(snapshot, siblings, record.key),
        }
        for record in siblings
        if record.parent == parent
    ]


def render_rationale(snapshot: Snapshot, record: Recommendation) -> list[Rendered] | None:
    """Return the paragraphs that led to a recommendation; None if no editor has decided."""
    if not is_decided(snapshot, record.key):
        return None
    return [
        {"anchor": paragraph.anchor, "number": paragraph.number}
        for paragraph in confirmed_paragraphs(snapshot, record.key)
    ]
