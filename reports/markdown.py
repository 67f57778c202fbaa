"""Render Markdown to sanitized HTML, once when a text is saved."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Collection
from functools import lru_cache
from html import escape
from pathlib import Path

import nh3

from reports.markdown_process import TOO_DEEP
from reports.text import clean_text

MAX_CHARACTERS = 100_000
MAX_BRACKETS = 1000
MAX_NESTING = 20
# A long summary takes a tenth of this.
CPU_SECONDS = 0.5
# For all texts of a report together.
BATCH_CPU_SECONDS = 3.0
# Pages of published versions render the same text again and again.
CACHED_TEXTS = 64

DEEP_NESTING = re.compile(
    rf"^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t])){{{MAX_NESTING}}}|^(?:\t| {{4}}){{{MAX_NESTING}}}",
    re.MULTILINE,
)
# Allowed targets: an absolute URL, a path of this site, a fragment. Browsers read “//host”,
# “/\host” and a tab in between as another host, and drop tabs and line ends anywhere.
SAFE_LINK = re.compile(
    r"(?:https?://[^/\\?#]|mailto:|/(?![/\\])|#)[^\x00-\x20\x7f\\]*", re.IGNORECASE
)

TAGS = {
    *("a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p"),
    *("pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
# The time of Python-Markdown is quadratic or worse for many constructs, and no set of limits on
# the input catches them all. So it runs in a process of its own with a limit of CPU time.
COMMAND = (sys.executable, "-I", str(Path(__file__).with_name("markdown_process.py")))
TOO_COSTLY_EXITS = {-signal.SIGPROF, TOO_DEEP}


class MarkupError(ValueError):
    """The text exceeds a limit of rendering; the message says what to change."""


def validate_markdown(text: str) -> str:
    """Return why the text cannot be rendered, or an empty string."""
    try:
        to_html(text)
    except MarkupError as error:
        return str(error)
    return ""


def limit_error(text: str) -> str:
    """Return the limit that the unrendered text exceeds, or an empty string."""
    if len(text) > MAX_CHARACTERS:
        return f"The text has {len(text)} characters; the limit is {MAX_CHARACTERS}."
    for bracket in "[<":
        if text.count(bracket) > MAX_BRACKETS:
            return (
                f"The text contains “{bracket}” {text.count(bracket)} times; "
                f"the limit is {MAX_BRACKETS}."
            )
    if DEEP_NESTING.search(text):
        return f"Lists or quotations are nested more than {MAX_NESTING} deep."
    return ""


def to_html(text: str) -> str:
    """Return the Markdown text as HTML without script, style, forms or foreign content.

    Raise MarkupError if the text exceeds a limit or takes too much CPU time.
    """
    text = clean_text(text)
    if error := limit_error(text):
        raise MarkupError(error)
    return render(text) if text.strip() else ""


def render_or_escape(text: str) -> str:
    """Return the text as `to_html` does, or as escaped paragraphs if that fails.

    For stored texts: they may have been accepted under other limits and must be displayed.
    """
    try:
        return to_html(text)
    except MarkupError:
        paragraphs = re.split(r"\n\s*\n", escape(clean_text(text).strip()))
        return "\n".join(f"<p>{paragraph.replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)


@lru_cache(maxsize=CACHED_TEXTS)
def render(text: str) -> str:
    process = run_process(text, str(CPU_SECONDS))
    if process.returncode in TOO_COSTLY_EXITS:
        raise MarkupError(
            "The text takes too long to render. Use fewer brackets, lines of “=” or “-” "
            "and emphasis marks, or a shorter text."
        )
    if process.returncode:
        raise RuntimeError(f"Markdown was not rendered: {process.stderr.decode()}")
    return sanitize(process.stdout.decode())


def render_paragraphs(texts: Collection[str]) -> dict[str, str]:
    """Return {text: HTML} of Markdown paragraphs, without the paragraph tags.

    In the texts, all characters that are not markup are escaped. Long texts come last; those that
    are too long, or for which no CPU time is left, are missing.
    """
    ordered = sorted((text for text in texts if len(text) <= MAX_CHARACTERS), key=len)
    if not ordered:
        return {}
    process = run_process(json.dumps(ordered), str(BATCH_CPU_SECONDS), "lines")
    if process.returncode not in {0, *TOO_COSTLY_EXITS}:
        raise RuntimeError(f"Markdown was not rendered: {process.stderr.decode()}")
    lines = process.stdout.decode().splitlines(keepends=True)
    rendered = [json.loads(line) for line in lines if line.endswith("\n")]
    return {
        text: sanitize(html.removeprefix("<p>").removesuffix("</p>"))
        for text, html in zip(ordered, rendered, strict=False)
    }


def run_process(text: str, *args: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        (*COMMAND, *args),
        input=text.encode(),
        capture_output=True,
        check=False,
    )


def sanitize(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        attribute_filter=remove_unsafe_link,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def remove_unsafe_link(element: str, attribute: str, value: str) -> str | None:
    """Return the value of the attribute, or None for a link with a misleading target."""
    is_link = attribute == "href"
    return None if is_link and not SAFE_LINK.fullmatch(value.strip(" \t\n\f\r")) else value
