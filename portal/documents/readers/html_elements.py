"""Elements of HTML: which are blocks, which are hidden, and what the cells of a table hold."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from lxml import etree

from portal.documents.readers.letter_spans import OpenSpans
from portal.parsing.source import FormatKind
from reports.text import clean_line

Element: TypeAlias = etree._Element
# Elements that browsers do not show as text, and elements around the text.
INVISIBLE_TAGS = {
    *("script", "style", "template", "head", "title", "meta", "link", "noscript", "object"),
    *("iframe", "audio", "video", "canvas", "svg", "select", "textarea", "datalist"),
}  # fmt: skip
HEADING_RANKS = {f"h{rank}": rank for rank in range(1, 7)}
LIST_TAGS = {"ol", "ul", "menu"}
BLOCK_TAGS = {
    *HEADING_RANKS,
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
    *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html"),
    *("legend", "main", "p", "pre", "section", "summary", "caption"),
}  # fmt: skip
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
PROSE_LENGTH = 300
EMPHASIS_TAGS: dict[str, FormatKind] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("strong", "b"), "strong"),
}


def format_of(element: Element) -> tuple[FormatKind, str] | None:
    """Return the kind of emphasis of an element, or that it is a link, with its address."""
    if element.tag == "a" and (target := str(element.get("href", "")).strip()):
        return "link", target
    kind = EMPHASIS_TAGS.get(element.tag)
    return (kind, "") if kind else None


def is_hidden(element: Element) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(HIDDEN_STYLE.search(element.get("style", "")))
    )


def rows_of(table: Element) -> list[Element]:
    return [row for row in table.iter("tr") if nearest_table(row) is table]


def nearest_table(element: Element) -> Element | None:
    return next(element.iterancestors("table"), None)


def is_prose(cell: Element) -> bool:
    """Return whether a cell holds prose: long text, a list, a heading or a table."""
    length = len("".join(map(str, cell.itertext())))
    return length > PROSE_LENGTH or any(
        True for _ in cell.iter(*LIST_TAGS, "table", *HEADING_RANKS)
    )


def visible_text(element: Element, spans: OpenSpans) -> str:
    """Return the text of an element without invisible parts; add its formatting to the spans."""
    parts = [add_letters(element.text, spans)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in INVISIBLE_TAGS and not is_hidden(child):
            separator = " " if child.tag in BLOCK_TAGS or child.tag == "br" else ""
            with formatted(child, spans):
                parts += [separator, visible_text(child, spans), separator]
        parts.append(add_letters(child.tail, spans))
    return "".join(parts)


def add_letters(text: str | None, spans: OpenSpans) -> str:
    cleaned = clean_line(text or "")
    spans.add_text(cleaned)
    return cleaned


@contextmanager
def formatted(element: Element, spans: OpenSpans) -> Iterator[None]:
    """Give the format of the element to everything that is read in the `with` block."""
    key = spans.begin(*format_) if (format_ := format_of(element)) else None
    yield
    if key is not None:
        spans.end(key)
