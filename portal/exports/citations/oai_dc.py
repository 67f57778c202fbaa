"""Simple Dublin Core as XML (oai_dc), the format that every harvester reads. Pure."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from portal.exports.citations.bibtex import iso
from portal.exports.citations.citation import Citation, CitedKind, one_line
from portal.exports.citations.ris import name
from portal.exports.citations.xml_schema import located

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
TEXT = "Text"  # DCMI Type Vocabulary


def element(citation: Citation, subjects: tuple[str, ...] = (), rights: str = "") -> Any:
    """Return the description; `subjects` are the labels of confirmed themes."""
    root = located(NAMESPACE, SCHEMA, "dc", {"oai_dc": NAMESPACE, "dc": ELEMENTS})
    stated = [*properties(citation), *(("subject", label) for label in subjects)]
    for tag, value in [*stated, ("rights", rights)]:
        if value:
            etree.SubElement(root, f"{{{ELEMENTS}}}{tag}").text = one_line(value)
    return root


def properties(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield (element, value), also those without a value."""
    report = citation.report
    yield "title", report.title if citation.is_whole else f"{citation.title}, {report.title}"
    for author in citation.authors:
        yield "creator", name(author)
    if citation.is_whole:
        for author in report.co_chairs:
            yield "contributor", name(author)
    yield "publisher", report.body.name if report.body else ""
    yield "date", iso(report.last_day)
    yield "description", citation.text
    yield "description", citation.note_text
    yield "type", citation.genre
    yield "type", TEXT
    yield "identifier", citation.url
    yield "identifier", f"https://doi.org/{citation.doi}" if citation.doi else ""
    yield "language", report.language
    yield "coverage", report.place
    if citation.kind != CitedKind.REPORT:
        yield "relation", report.url
