"""A snapshot as a reader reads it: headings, under them paragraphs, in them what was asked."""

from typing import Any

from portal.history.shared import Called
from portal.history.snapshot import Data
from recommendations.models import NOT_STATED, Recommendation
from reports.markup import html_or_text
from reports.models import Paragraph
from reports.models.agenda import heading_prefix

Told = dict[str, Any]


def told(data: Data, names: Called) -> Told:
    """Return title, days, place, co-chairs and text of a report as a snapshot has them."""
    said = data["report"]
    return {
        **{
            name: said[name]
            for name in ("title", "kind", "place", "starts_on", "ends_on")
        },
        "co_chairs": [called(names, "organization", key) for key in said["co_chairs"]],
        "summary": html_or_text(said["summary"]),
        "annexes": [
            one["label"] + (f" ({one['subject']})" if one["subject"] else "")
            for one in data["annex"]
        ],
        "footnotes": [one["text"] for one in data["part"] if one["kind"] == "footnote"],
        "participants": sorted(people_of(data, names).values()),
        "sessions": sessions(data, names),
        "elsewhere": asked(data, None, None),
    }


def called(names: Called, register: str, key: int) -> str:
    return names[register][str(key)]["name"]


def sessions(data: Data, names: Called) -> list[Told]:
    speakers = speakers_of(data, names)
    return [
        {
            "prefix": heading_prefix(one["kind"], one["number"], one["title"]),
            "title": one["title"],
            "anchor": one["anchor"],
            "paragraphs": [
                {
                    "anchor": paragraph["anchor"],
                    "number": paragraph["number"],
                    "text": paragraph["text"],
                    "voice": Paragraph.Voice(paragraph["voice"]).label,
                    "speakers": speakers.get(paragraph["key"])
                    or bodies(paragraph, names),
                    "asked": asked(data, paragraph["key"], None),
                }
                for paragraph in in_order(data["paragraph"], "session", one["key"])
            ],
        }
        for one in sorted(data["session"], key=lambda one: one["position"])
    ]


def in_order(records: list[Data], name: str, key: int | None) -> list[Data]:
    found = (one for one in records if one[name] == key)
    return sorted(found, key=lambda one: one["position"])


def bodies(paragraph: Data, names: Called) -> list[str]:
    return [
        called(names, "organization", key)
        for key in paragraph["speaking_organizations"]
    ]


def speakers_of(data: Data, names: Called) -> dict[int, list[str]]:
    people = people_of(data, names)
    found: dict[int, list[str]] = {}
    for one in data["contribution"]:
        found.setdefault(one["paragraph"], []).append(people[one["participation"]])
    return found


def people_of(data: Data, names: Called) -> dict[int, str]:
    """Return who took part, as what, by the key of the participation."""
    return {
        one["key"]: called(names, "person", one["person_id"])
        + (f", {one['position']}" if one["position"] else "")
        for one in data["participation"]
    }


def asked(data: Data, paragraph: int | None, parent: int | None) -> list[Told]:
    """Return what is asked in a paragraph, with the points below."""
    return [
        {
            "number": one["label"] or one["reference"],
            "level": Recommendation.Level(one["level"]).label
            if one["level"]
            else NOT_STATED,
            "text": one["text"],
            "points": asked(data, paragraph, one["key"]),
        }
        for one in in_order(data["recommendation"], "parent", parent)
        if one["paragraph"] == paragraph
    ]
