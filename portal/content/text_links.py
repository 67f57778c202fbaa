"""Turn words of a text that refer to another place into links; the visible text is unchanged."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString

from portal.parsing.cross_references import inside, occurrences
from portal.parsing.source import Span

# A tag, an entity or a character.
TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#[xX][\da-fA-F]+|\w+);|.", re.DOTALL)
TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w-]*)[^>]*>")
EMPTY_ELEMENTS = {"br", "img"}


class TextLink(NamedTuple):
    """The words of a phrase, and where they lead."""

    phrase: str
    words: str
    url: str


def linked_text(record: Any) -> str:
    """Return the text for readers; the words of its `confirmed_references` are links."""
    links = links_of(record)
    if not links:
        return record.formatted  # type: ignore[no-any-return]
    # nosemgrep: unescaped-html -- rendered by nh3, or escaped
    return SafeString(add_links(record.html or escape(record.text), links))


def linked_cells(record: Any) -> str:
    """Return the cells of a table row in the same way."""
    links = links_of(record)
    # nosemgrep: unescaped-html -- rendered by nh3
    return SafeString(add_links(record.cells, links)) if links else record.cells


def links_of(record: Any) -> list[TextLink]:
    references = getattr(record, "confirmed_references", ())
    links: dict[tuple[str, str], TextLink] = {}
    for one in references:
        # A range leads to its first place.
        link = TextLink(one.phrase, one.words, one.target_place.url_in_text)
        links.setdefault((one.phrase, one.words), link)
    return list(links.values())


def add_links(html: str, links: Iterable[TextLink]) -> str:
    """Return the HTML with links around the words; words inside a link stay as they are."""
    spans = visible_spans(html)
    text = "".join(character for character, _ in spans)
    found: list[tuple[Span, str]] = []
    # What is part of a longer phrase belongs to that.
    for link in sorted(links, key=lambda link: -len(link.phrase)):
        for start, end in occurrences(text, link.phrase, link.words):
            span = with_closing_tags(html, (spans[start][1][0], spans[end - 1][1][1]))
            if is_linkable(html, span) and not inside(span, [other for other, _ in found]):
                found.append((span, link.url))
    for (start, end), url in sorted(found, reverse=True):
        html = f'{html[:start]}<a href="{escape(url)}">{html[start:end]}</a>{html[end:]}'
    return html


def visible_spans(html: str) -> list[tuple[str, Span]]:
    """Return each visible character with its place in the HTML."""
    return [
        (character, token.span())
        for token in TOKEN.finditer(html)
        if not TAG.fullmatch(token.group())
        for character in unescape(token.group())
    ]


def with_closing_tags(html: str, span: Span) -> Span:
    """Return the span with the ends of the elements that begin in it."""
    start, end = span
    while not is_balanced(html[start:end]) and (tag := TAG.match(html, end)) and tag["closing"]:
        end = tag.end()
    return start, end


def is_linkable(html: str, span: Span) -> bool:
    """Return whether a link may stand around a part of the HTML: whole elements, and no link."""
    start, end = span
    is_in_link = "a" in open_elements(html[:start])
    names = [tag["name"] for tag in TAG.finditer(html, start, end)]
    return not is_in_link and "a" not in names and is_balanced(html[start:end])


def open_elements(html: str) -> list[str]:
    """Return the elements that are not closed."""
    names: list[str] = []
    for closing, name in tags_of(html):
        if not closing:
            names.append(name)
        elif names and names[-1] == name:
            names.pop()
    return names


def is_balanced(html: str) -> bool:
    opened = 0
    for closing, _ in tags_of(html):
        opened += -1 if closing else 1
        if opened < 0:
            return False
    return opened == 0


def tags_of(html: str) -> Iterator[tuple[str, str]]:
    for tag in TAG.finditer(html):
        if tag["name"] not in EMPTY_ELEMENTS:
            yield tag["closing"], tag["name"]
