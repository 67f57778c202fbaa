"""RIS, the lines of tags that reference managers exchange. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from portal.exports.citations.citation import Author, Citation, one_line

MEDIA_TYPE = "application/x-research-info-systems"
LINE_END = "\r\n"


def tagged_values(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the tags of a reference with their values; TY is the first."""
    report, day = citation.report, citation.report.last_day
    yield "TY", "RPRT" if citation.is_whole else "CHAP"
    yield "ID", citation.id
    yield "TI", citation.title
    for author in citation.authors:
        yield "AU", name(author)
    if not citation.is_whole:
        yield "T2", report.title
        yield "SE", citation.number
        yield "AB", citation.text
    yield "T3", report.series
    yield "PY", str(day.year) if day else ""
    yield "DA", slashed(day)
    yield "PB", report.body.name if report.body else ""
    yield "CY", report.place
    yield "M3", citation.genre
    yield "ET", f"Version {report.version}" if report.version else ""
    yield "LA", report.language
    yield "N1", citation.note_text
    yield "DO", citation.doi
    yield "UR", citation.url
    yield "Y2", slashed(citation.accessed)


def name(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.family else author.name


def slashed(day: date | None) -> str:
    return f"{day:%Y/%m/%d}" if day else ""


def entry(citation: Citation) -> str:
    values = [(tag, one_line(value)) for tag, value in tagged_values(citation)]
    lines = [f"{tag}  - {value}" for tag, value in values if value]
    return LINE_END.join([*lines, "ER  - ", ""])


def write(citations: Iterable[Citation]) -> Iterable[str]:
    for index, citation in enumerate(citations):
        yield (LINE_END if index else "") + entry(citation)
