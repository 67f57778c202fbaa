"""Markdown to harmless HTML. Rendered once, when a text is saved, and stored."""

import re

import nh3
import pyromark

from reports.text import clean_text

LONGEST = 100_000
# Markdown itself is read in linear time, whatever it holds: by pulldown-cmark, because no set of
# limits kept Python-Markdown from constructs whose time grows with the square of the length or
# worse. What is left is the HTML that comes of it: a parser of HTML looks through all elements
# that are open at each that begins, so their number is bounded.
BRACKETS = 1000
DEEPEST = 20

NESTED = re.compile(
    rf"^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t])){{{DEEPEST}}}|^(?:\t| {{4}}){{{DEEPEST}}}",
    re.MULTILINE,
)
# Where a link may lead: to an address that says how and where, to a path of this site, or to a
# place in the page. Browsers read “//host”, “/\host” and a tab in between as another host, and
# drop tabs and line ends wherever they stand.
LINK = re.compile(
    r"(?:https?://[^/\\?#]|mailto:|/(?![/\\])|#)[^\x00-\x20\x7f\\]*", re.IGNORECASE
)

TAGS = {
    *("a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p"),
    *("pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


class MarkupError(ValueError):
    """The text cannot be rendered in reasonable time; the message says what to change."""


def fault_of(text: str) -> str:
    """Return why the text will not be rendered, in the editor's words, or nothing."""
    if len(text) > LONGEST:
        return f"The text has {len(text)} characters; {LONGEST} are the most."
    for bracket in "[<":
        if text.count(bracket) > BRACKETS:
            return (
                f"The text has {text.count(bracket)} times “{bracket}”; "
                f"{BRACKETS} are the most."
            )
    if NESTED.search(text):
        return f"Lists or quotations are nested more than {DEEPEST} deep."
    return ""


def to_html(text: str) -> str:
    """Return the Markdown text as HTML without script, style, forms or foreign content.

    Raises MarkupError for what `fault_of` finds.
    """
    text = clean_text(text)
    if fault := fault_of(text):
        raise MarkupError(fault)
    return nh3.clean(
        pyromark.html(text, options=pyromark.Options.ENABLE_TABLES).strip(),
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        attribute_filter=only_safe_links,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def only_safe_links(element: str, attribute: str, value: str) -> str | None:
    """Return the attribute's value, or None for a link that may lead to another host than it seems."""
    is_link = attribute == "href"
    return None if is_link and not LINK.fullmatch(value.strip(" \t\n\f\r")) else value
