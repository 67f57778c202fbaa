"""Render a snapshot for the page of a published version: sessions, paragraphs, recommendations."""

from typing import Any

from portal.content.entity_references import EntityNames
from portal.content.snapshot import Data
from recommendations.models import NOT_STATED, Recommendation
from reports.markdown import render_or_escape
from reports.models import Paragraph
from reports.models.agenda import heading_prefix

Rendered = dict[str, Any]


def render_report(data: Data, names: EntityNames) -> Rendered:
    """Return the template context of a report as the snapshot has it."""
    report = data["report"]
    return {
        **{name: report[name] for name in ("title", "kind", "place", "starts_on", "ends_on")},
        "co_chairs": [entity_name(names, "organization", key) for key in report["co_chairs"]],
        "summary": render_or_escape(report["summary"]),
        "annexes": [
            annex["label"] + (f" ({annex['subject']})" if annex["subject"] else "")
            for annex in data["annex"]
        ],
        "footnotes": [part["text"] for part in data["part"] if part["kind"] == "footnote"],
        "participants": sorted(render_participants(data, names).values()),
        "sessions": render_sessions(data, names),
        "other_recommendations": render_recommendations(data, None, None),
    }


def entity_name(names: EntityNames, entity_type: str, key: int) -> str:
    return names[entity_type][str(key)]["name"]


def render_sessions(data: Data, names: EntityNames) -> list[Rendered]:
    speakers = render_speakers(data, names)
    return [
        {
            "prefix": heading_prefix(session["kind"], session["number"], session["title"]),
            "title": session["title"],
            "anchor": session["anchor"],
            "paragraphs": [
                {
                    "anchor": paragraph["anchor"],
                    "number": paragraph["number"],
                    "text": paragraph["text"],
                    "voice": Paragraph.Voice(paragraph["voice"]).label,
                    "speakers": speakers.get(paragraph["key"])
                    or render_organizations(paragraph, names),
                    "recommendations": render_recommendations(data, paragraph["key"], None),
                }
                for paragraph in child_records(data["paragraph"], "session", session["key"])
            ],
        }
        for session in sorted(data["session"], key=lambda session: session["position"])
    ]


def child_records(records: list[Data], field: str, key: int | None) -> list[Data]:
    """Return the records whose field holds the key, sorted by position."""
    children = (record for record in records if record[field] == key)
    return sorted(children, key=lambda record: record["position"])


def render_organizations(paragraph: Data, names: EntityNames) -> list[str]:
    return [entity_name(names, "organization", key) for key in paragraph["speaking_organizations"]]


def render_speakers(data: Data, names: EntityNames) -> dict[int, list[str]]:
    """Return the names of the speakers by the key of the paragraph."""
    participants = render_participants(data, names)
    speakers: dict[int, list[str]] = {}
    for contribution in data["contribution"]:
        name = participants[contribution["participation"]]
        speakers.setdefault(contribution["paragraph"], []).append(name)
    return speakers


def render_participants(data: Data, names: EntityNames) -> dict[int, str]:
    """Return name and position of each participant, by the key of the participation."""
    return {
        participation["key"]: entity_name(names, "person", participation["person_id"])
        + (f", {participation['position']}" if participation["position"] else "")
        for participation in data["participation"]
    }


def render_recommendations(data: Data, paragraph: int | None, parent: int | None) -> list[Rendered]:
    """Return the recommendations of a paragraph under a parent, with nested points."""
    return [
        {
            "number": recommendation["label"] or recommendation["reference"],
            "level": Recommendation.Level(recommendation["level"]).label
            if recommendation["level"]
            else NOT_STATED,
            "text": recommendation["text"],
            "points": render_recommendations(data, paragraph, recommendation["key"]),
        }
        for recommendation in child_records(data["recommendation"], "parent", parent)
        if recommendation["paragraph"] == paragraph
    ]
