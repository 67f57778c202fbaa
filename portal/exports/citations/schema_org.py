"""JSON-LD with the terms of schema.org: reports, their meetings, and what was said. Pure."""

from collections.abc import Iterable
from typing import Any

from portal.exports.citations.bibtex import iso
from portal.exports.citations.citation import VOICES, Author, Citation, CitedKind, CitedReport

MEDIA_TYPE = "application/ld+json"
# Not the address of the remote context: programs can expand the terms without asking for it.
CONTEXT = {"@vocab": "https://schema.org/"}
Node = dict[str, Any]


def document(citation: Citation, parts: Iterable[Citation] = ()) -> Node:
    """Return the document of a reference, with references to the parts of a report."""
    return {"@context": CONTEXT, **node(citation, parts)}


def node(citation: Citation, parts: Iterable[Citation] = ()) -> Node:
    own = whole(citation, parts) if citation.is_whole else part(citation)
    return stated(
        {
            "@id": citation.url,
            "@type": type_of(citation),
            "name": citation.title,
            "url": link(citation.url),
            "creator": [agent(author) for author in citation.authors],
            "genre": citation.genre,
            "inLanguage": citation.report.language,
            "datePublished": iso(citation.report.last_day),
            **own,
        }
    )


def type_of(citation: Citation) -> str:
    """Return the term for the kind. A recommendation is not a quotation."""
    if citation.is_whole:
        return "Report"
    return "CreativeWork" if citation.kind == CitedKind.RECOMMENDATION else "Quotation"


def whole(citation: Citation, parts: Iterable[Citation]) -> Node:
    report = citation.report
    is_version = citation.kind == CitedKind.VERSION
    return {
        "about": meeting(report),
        "publisher": [agent(author) for author in report.bodies],
        "contributor": [agent(author) for author in report.co_chairs],
        "version": str(report.version or ""),
        "dateModified": iso(report.published_on),
        "sameAs": link(f"https://doi.org/{citation.doi}") if citation.doi else "",
        "isBasedOn": link(report.url) if is_version else "",
        "hasPart": [
            stated({"@id": part.url, "@type": type_of(part), "name": part.title}) for part in parts
        ],
    }


def part(citation: Citation) -> Node:
    is_quotation = type_of(citation) == "Quotation"
    return {
        "text": citation.text,
        "position": citation.number,
        "creditText": VOICES[citation.voice],
        "spokenByCharacter": [agent(author) for author in citation.authors] if is_quotation else [],
        "isPartOf": stated(
            {
                "@id": citation.report.url,
                "@type": "Report",
                "name": citation.report.title,
                "about": meeting(citation.report),
            }
        ),
    }


def meeting(report: CitedReport) -> Node:
    place = {"@type": "Place", "name": report.place} if report.place else {}
    return stated(
        {
            "@type": "Event",
            "name": report.title,
            "startDate": iso(report.starts_on),
            "endDate": iso(report.ends_on),
            "location": place,
            "organizer": [agent(author) for author in report.bodies],
        }
    )


def agent(author: Author) -> Node:
    return stated(
        {
            "@id": author.url,
            "@type": "Person" if author.is_person else "Organization",
            "name": author.name,
            "familyName": author.family,
            "givenName": author.given,
        }
    )


def link(url: str) -> Node:
    return {"@id": url}


def stated(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
