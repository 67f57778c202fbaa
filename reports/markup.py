"""Markdown to harmless HTML. Rendered once, when a text is saved, and stored."""

import re
import signal
import subprocess
import sys
from functools import lru_cache
from html import escape
from pathlib import Path

import nh3

from reports.markdown_process import TOO_DEEP
from reports.text import clean_text

LONGEST = 100_000
BRACKETS = 1000
DEEPEST = 20
# Of a processor. A long summary takes a tenth of it.
SECONDS_OF_WORK = 0.5
# Texts whose HTML a process remembers: a page of a published version shows one again and again.
REMEMBERED = 64

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
# Python-Markdown's time grows with the square of the length, or worse, for a score of constructs,
# and no set of limits caught them all. So it works in a process of its own, which the system ends
# once it has used up its time.
COMMAND = (
    *(sys.executable, "-I", str(Path(__file__).with_name("markdown_process.py"))),
    str(SECONDS_OF_WORK),
)
TOO_MUCH_WORK = {-signal.SIGPROF, TOO_DEEP}


class MarkupError(ValueError):
    """The text cannot be rendered in reasonable time; the message says what to change."""


def fault_of(text: str) -> str:
    """Return why the text will not be rendered, in the editor's words, or nothing."""
    try:
        to_html(text)
    except MarkupError as fault:
        return str(fault)
    return ""


def bound_broken(text: str) -> str:
    """Return which bound a text breaks that can be seen without rendering it, or nothing."""
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

    Raises MarkupError for what breaks a bound, or takes too much work to render.
    """
    text = clean_text(text)
    if fault := bound_broken(text):
        raise MarkupError(fault)
    return rendered(text) if text.strip() else ""


def html_or_text(text: str) -> str:
    """Return the text as `to_html` does, or as plain paragraphs where that refuses it.

    For texts that are stored already: they were taken under other bounds, and nothing of them
    may be lost.
    """
    try:
        return to_html(text)
    except MarkupError:
        paragraphs = re.split(r"\n\s*\n", escape(clean_text(text).strip()))
        return "\n".join(f"<p>{one.replace(chr(10), '<br>')}</p>" for one in paragraphs)


@lru_cache(maxsize=REMEMBERED)
def rendered(text: str) -> str:
    done = subprocess.run(
        COMMAND,
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode in TOO_MUCH_WORK:
        raise MarkupError(
            "The text takes too long to render. Use fewer brackets, lines of “=” or “-” "
            "and signs of emphasis, or a shorter text."
        )
    if done.returncode:
        raise RuntimeError(f"Markdown was not rendered: {done.stderr.decode()}")
    return nh3.clean(
        done.stdout.decode(),
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
