"""CSL-JSON, the input of citation processors and reference managers. Pure."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from portal.exports.citations.citation import Author, Citation, one_line

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def csl_item(citation: Citation) -> dict[str, Any]:
    """Return the item of a reference; variables without a value are left out."""
    report = citation.report
    own = whole_variables(citation) if citation.is_whole else part_variables(citation)
    item = {
        "id": citation.id,
        "title": one_line(citation.title),
        "author": names(citation.authors),
        "chair": names(report.co_chairs),
        "collection-title": report.series,
        "event-title": report.title,
        "event-place": report.place,
        "event-date": dates(report.starts_on, report.ends_on),
        "issued": dates(report.last_day),
        "available-date": dates(report.published_on),
        "accessed": dates(citation.accessed),
        "publisher": report.body.name if report.body else "",
        "version": str(report.version or ""),
        "genre": citation.genre,
        "language": report.language,
        "note": citation.note_text,
        "DOI": citation.doi,
        "URL": citation.url,
        **own,
    }
    return {name: cleaned(value) for name, value in item.items() if value}


def whole_variables(citation: Citation) -> dict[str, Any]:
    return {"type": "report"}


def part_variables(citation: Citation) -> dict[str, Any]:
    return {
        "type": "chapter",
        "container-title": citation.report.title,
        "container-author": names(citation.report.bodies),
        "section": citation.number,
        "abstract": citation.text,
    }


def names(authors: Iterable[Author]) -> list[dict[str, str]]:
    return [
        {"family": author.family, "given": author.given}
        if author.family
        else {"literal": one_line(author.name)}
        for author in authors
    ]


def dates(first: date | None, last: date | None = None) -> dict[str, list[list[int]]]:
    """Return one day, or two as a range."""
    days = [day for day in dict.fromkeys((first, last)) if day]
    return {"date-parts": [[day.year, day.month, day.day] for day in days]} if days else {}


def cleaned(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


def write(citations: Iterable[Citation]) -> Iterable[str]:
    """Yield the pieces of a file: one array."""
    yield "["
    for index, citation in enumerate(citations):
        yield (",\n" if index else "\n") + json.dumps(csl_item(citation), ensure_ascii=False)
    yield "\n]\n"
