"""Markdown to harmless HTML. Rendered once, when a text is saved, and stored."""

import re

import markdown
import nh3

from reports.text import clean_text

LONGEST = 100_000
# Python-Markdown's time grows with the square of open brackets, its stack with nesting.
BRACKETS = 1000
DEEPEST = 20

NESTED = re.compile(
    rf"^(?:[ \t]*(?:>|[-*+][ \t]|\d+\.[ \t])){{{DEEPEST}}}|^(?:\t| {{4}}){{{DEEPEST}}}",
    re.MULTILINE,
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
        markdown.markdown(text, extensions=["tables", "sane_lists"]),
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
