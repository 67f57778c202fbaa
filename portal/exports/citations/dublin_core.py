"""The meta elements of a page that reference managers and crawlers read. Pure.

Highwire's names are those of Google Scholar and of Zotero; its `citation_technical_report_…`
makes an entry a report, its `citation_book_title` a part of one.
"""

from collections.abc import Iterator

from portal.exports.citations.citation import Citation, CitedKind, one_line
from portal.exports.citations.ris import name, slashed

Meta = tuple[str, str]


def meta_elements(citation: Citation) -> list[Meta]:
    """Return (name, content) of each element."""
    pairs = [*highwire(citation), *dublin_core(citation)]
    return [(tag, cleaned) for tag, value in pairs if (cleaned := one_line(value))]


def highwire(citation: Citation) -> Iterator[Meta]:
    report = citation.report
    yield "citation_title", citation.title
    for author in citation.authors:
        yield "citation_author", name(author)
    yield "citation_publication_date", slashed(report.last_day)
    body = report.body.name if report.body else report.title
    if citation.is_whole:
        yield "citation_technical_report_institution", body
    else:
        yield "citation_book_title", report.title
        yield "citation_publisher", body
    yield "citation_doi", citation.doi
    if citation.kind == CitedKind.VERSION:
        # The canonical address of its page is the report's.
        yield "citation_public_url", citation.url
    yield "citation_language", report.language


def dublin_core(citation: Citation) -> Iterator[Meta]:
    """Yield what has no name in Highwire; properties in both would be read twice."""
    report = citation.report
    yield "DC.type", citation.genre
    if not citation.is_whole:
        # Whose words they are, and where and when they were said.
        yield "DC.description", citation.note_text
        yield "DCTERMS.isPartOf", report.url
