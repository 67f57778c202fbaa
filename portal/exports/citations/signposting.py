"""FAIR Signposting: links in the header of a page that tell programs what the page is. Pure."""

from collections.abc import Iterator

from portal.exports.citations import bibtex, csl, datacite, ris, schema_org
from portal.exports.citations.citation import Citation, CitedKind

DESCRIPTIONS = {
    "cite.bib": bibtex.MEDIA_TYPE,
    "cite.ris": ris.MEDIA_TYPE,
    "cite.json": csl.MEDIA_TYPE,
    "cite.jsonld": schema_org.MEDIA_TYPE,
}
DATACITE = {"cite.datacite.json": datacite.MEDIA_TYPE}


def link_header(citation: Citation, *, files: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the value of the header; `files` are (URL, media type) of what the page describes."""
    return ", ".join(links(citation, files))


def links(citation: Citation, files: tuple[tuple[str, str], ...]) -> Iterator[str]:
    doi = citation.doi
    yield link("cite-as", f"https://doi.org/{doi}" if doi else citation.url)
    yield link("type", f"https://schema.org/{schema_org.type_of(citation)}")
    yield link("type", "https://schema.org/AboutPage")
    described_by = DESCRIPTIONS | (DATACITE if citation.kind == CitedKind.REPORT else {})
    for name, media_type in described_by.items():
        yield link("describedby", citation.url + name, media_type)
    for author in citation.authors:
        if author.url:
            yield link("author", author.url)
    if citation.kind != CitedKind.REPORT:
        yield link("collection", citation.report.url, "text/html")
    for url, media_type in files:
        yield link("item", url, media_type)


def link(relation: str, url: str, media_type: str = "") -> str:
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{url}>; rel="{relation}"{kind}'
