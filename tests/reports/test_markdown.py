"""Markdown: rendering to sanitized HTML within limits of cost."""

import resource
import sys

import pytest

from reports.markdown import (
    CPU_SECONDS,
    MAX_CHARACTERS,
    MarkupError,
    render_or_escape,
    render_paragraphs,
    to_html,
    validate_markdown,
)
from tests.builders.records import make_report


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**26** points", "<p><strong>26</strong> points</p>"),
        ("<script>alert(1)</script>", ""),
        (
            "[a](javascript:alert(1))",
            '<p><a rel="noopener noreferrer">a</a></p>',
        ),
        ("![x](http://evil.example/x.png)", "<p></p>"),
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
    ],
)
def test_markdown_is_rendered_to_sanitized_html(text, html):
    assert to_html(text).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "[" * 4000,
        "<a " * 30_000,
        "- " * 3000 + "x",
        "1. " * 3000,
        "* " * 45_000,
        "> " * 3000,
        "\t" * 60 + "x",
        "a" * 200_000,
    ],
    ids=lambda text: f"{text[:3]!r}",
)
def test_markdown_that_is_too_expensive_to_render_is_refused(text):
    with pytest.raises(MarkupError, match=r"the limit is|more than 20 deep"):
        to_html(text)


@pytest.mark.parametrize(
    "address",
    [
        "https://outcomes.example.org/a?b#c",
        "http://example.org",
        "mailto:ana@example.org",
        "/reports/workshop-1/",
        "/",
        "#p1",
    ],
)
def test_markdown_links_to_absolute_urls_site_paths_and_fragments_are_kept(address):
    link = f'<p><a href="{address}" rel="noopener noreferrer">a</a></p>'
    assert to_html(f"[a]({address})").strip() == link


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        "/\n\\evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:/\\evil.example",
        "https://\\evil.example",
        "HTTPS:\t//evil.example",
        "evil.html",
        "?next=//evil.example",
        "ftp://evil.example",
        "data:text/html,x",
    ],
)
def test_markdown_links_with_ambiguous_or_unsafe_urls_lose_their_href(address):
    written = address.replace("\t", "&#9;").replace("\n", "&#10;")
    assert to_html(f'<a href="{written}">a</a>') == ('<p><a rel="noopener noreferrer">a</a></p>')


MAX_LENGTH = 100_000
# Constructs for which Python-Markdown's time grows faster than their length. Each is repeated until
# the text has the maximum length or the maximum number of brackets.
CONSTRUCTS = [
    *(
        "a`",
        "\\\\",
        "*_",
        "# a\n",
        "=\n",
        "a\n=\n",
        "---\n",
        "> a\n\n",
        "-\n",
        "1. a\n",
    ),
    *("a\n\n", "a|b\n-|-\n", "<a", "<a b ", "[", "![", "[a](", "[a](b) ", "[]("),
]
LENGTHS = [
    "".join("e" + "`" * length for length in range(1, 440)),
    "a\n" * 25_000 + "=" * 50_000,
    "|a" * 50 + "\n" + "|-" * 50 + "\n" + "|x\n" * 33_000,
    "|".join("a" * 25_000) + "\n" + "|".join("-" * 25_000),
    ("> " * 19 + "a\n\n") * 2_300,
    "*" * 50_000 + "a" + "*" * 49_999,
]


REFUSALS = ("The text has ", "The text takes too long to render", "Lists or quotations")


def hardest_texts():
    """Yield, for every construct, the most expensive text within the limits."""
    for construct in CONSTRUCTS:
        repeats = 1000 if set("[<") & set(construct) else MAX_LENGTH // len(construct)
        yield construct * repeats
    yield from LENGTHS


def child_cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("text", list(hardest_texts()), ids=lambda text: f"{text[:9]!r}")
def test_rendering_the_hardest_markdown_stays_within_the_cpu_limit(text):
    before = child_cpu_seconds()

    fault = validate_markdown(text)

    # CPU seconds, independent of the machine's load: starting the process, and its limit.
    assert child_cpu_seconds() - before < 2 + CPU_SECONDS
    assert fault == "" or fault.startswith(REFUSALS)


def test_stored_markdown_that_is_refused_is_shown_escaped_as_typed():
    text = "=\n" * 20_000 + "\n<b>&"

    assert render_or_escape(text) == (
        "<p>" + "<br>".join("=" * 20_000) + "</p>\n<p>&lt;b&gt;&amp;</p>"
    )


def test_rendered_markdown_is_cached(monkeypatch):
    first = to_html("**Once**")
    monkeypatch.setattr("subprocess.run", None)

    assert to_html("**Once**") == first == "<p><strong>Once</strong></p>"


@pytest.mark.parametrize("program", ["import sys; sys.exit('No memory')", "1 / 0"])
def test_a_failing_render_process_raises_a_runtime_error(monkeypatch, program):
    monkeypatch.setattr("reports.markdown.COMMAND", (sys.executable, "-c", program))

    with pytest.raises(RuntimeError, match=r"No memory|ZeroDivisionError"):
        render_or_escape(f"A text that nobody has rendered yet: {program}")


def test_markdown_that_exceeds_the_recursion_limit_is_refused_as_too_slow(monkeypatch):
    program = "import sys; sys.exit(3)"
    monkeypatch.setattr("reports.markdown.COMMAND", (sys.executable, "-c", program))

    assert validate_markdown("A text that nobody rendered").startswith("The text takes too long")


@pytest.mark.django_db
def test_the_summary_html_is_rendered_only_when_the_summary_is_saved(
    monkeypatch,
):
    report = make_report(summary="**Old**")
    report.summary = "**New**"
    report.save(update_fields=["summary"])
    report.refresh_from_db()
    assert report.summary_html == "<p><strong>New</strong></p>"

    monkeypatch.setattr("reports.models.report.render_or_escape", None)
    report.place = "Manila"
    report.save(update_fields=["place"])


def test_many_paragraphs_are_rendered_in_one_process():
    link = '<a href="https://b.example/" rel="noopener noreferrer">b</a>'
    texts = {"*a*": "<em>a</em>", "[b](<https://b.example/>)": link, "": "", "&#42;c": "*c"}

    assert render_paragraphs(list(texts)) == texts


def test_no_process_is_started_for_no_paragraphs(monkeypatch):
    monkeypatch.setattr("reports.markdown.COMMAND", ("false",))

    assert render_paragraphs([]) == {}


def test_a_paragraph_that_is_too_long_is_left_out():
    assert render_paragraphs(["*a*", "b" * (MAX_CHARACTERS + 1)]) == {"*a*": "<em>a</em>"}


def test_paragraphs_rendered_before_the_cpu_time_is_used_up_are_kept(monkeypatch):
    program = (
        "import os, signal\n"
        "print('\"<p>a</p>\"', '\"<p>b', sep='\\n', end='', flush=True)\n"
        "os.kill(os.getpid(), signal.SIGPROF)"
    )
    monkeypatch.setattr("reports.markdown.COMMAND", (sys.executable, "-c", program))

    assert render_paragraphs(["a", "bb"]) == {"a": "a"}


def test_a_failure_of_the_process_is_an_error(monkeypatch):
    monkeypatch.setattr("reports.markdown.COMMAND", (sys.executable, "-c", "raise OSError"))

    with pytest.raises(RuntimeError, match="OSError"):
        render_paragraphs(["a"])
