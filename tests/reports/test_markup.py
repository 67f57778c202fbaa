"""Markdown becomes harmless HTML, or is refused before it costs anything."""

import resource
import sys

import pytest

from reports.markup import (
    SECONDS_OF_WORK,
    MarkupError,
    fault_of,
    html_or_text,
    to_html,
)
from tests.builders import make_report


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
def test_only_harmless_html_is_left(text, html):
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
def test_what_would_cost_too_much_is_refused(text):
    with pytest.raises(MarkupError, match=r"are the most|more than 20 deep"):
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
def test_a_link_leads_to_an_address_a_path_of_this_site_or_a_place_in_the_page(address):
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
def test_a_link_that_may_lead_elsewhere_than_it_says_leads_nowhere(address):
    written = address.replace("\t", "&#9;").replace("\n", "&#10;")
    assert to_html(f'<a href="{written}">a</a>') == (
        '<p><a rel="noopener noreferrer">a</a></p>'
    )


LONGEST = 100_000
# Of each, Python-Markdown's time grows faster than its length. It is repeated until the text is as
# long as one may be, or holds as many signs as it may.
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


def hardest():
    """Return a text of every construct, as hard as a text may be."""
    for one in CONSTRUCTS:
        most = 1000 if set("[<") & set(one) else LONGEST // len(one)
        yield one * most
    yield from LENGTHS


def work_of_processes():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("text", list(hardest()), ids=lambda text: f"{text[:9]!r}")
def test_no_text_is_much_work_to_render(text):
    before = work_of_processes()

    fault = fault_of(text)

    # Of a processor, however busy the machine is: starting the process, and what it may use.
    assert work_of_processes() - before < 2 + SECONDS_OF_WORK
    assert fault == "" or fault.startswith(REFUSALS)


def test_a_text_that_is_stored_and_refused_today_is_shown_as_it_was_typed():
    text = "=\n" * 20_000 + "\n<b>&"

    assert html_or_text(text) == (
        "<p>" + "<br>".join("=" * 20_000) + "</p>\n<p>&lt;b&gt;&amp;</p>"
    )


def test_a_text_is_rendered_once(monkeypatch):
    first = to_html("**Once**")
    monkeypatch.setattr("subprocess.run", None)

    assert to_html("**Once**") == first == "<p><strong>Once</strong></p>"


@pytest.mark.parametrize("program", ["import sys; sys.exit('No memory')", "1 / 0"])
def test_a_process_that_fails_is_no_fault_of_the_text(monkeypatch, program):
    monkeypatch.setattr("reports.markup.COMMAND", (sys.executable, "-c", program))

    with pytest.raises(RuntimeError, match=r"No memory|ZeroDivisionError"):
        html_or_text(f"A text that nobody has rendered yet: {program}")


def test_python_markdown_that_calls_itself_too_often_is_too_much_work(monkeypatch):
    program = "import sys; sys.exit(3)"
    monkeypatch.setattr("reports.markup.COMMAND", (sys.executable, "-c", program))

    assert fault_of("A text that nobody rendered").startswith("The text takes too long")


@pytest.mark.django_db
def test_a_report_is_rendered_when_its_summary_is_saved_and_at_no_other_time(
    monkeypatch,
):
    report = make_report(summary="**Old**")
    report.summary = "**New**"
    report.save(update_fields=["summary"])
    report.refresh_from_db()
    assert report.summary_html == "<p><strong>New</strong></p>"

    monkeypatch.setattr("reports.models.report.html_or_text", None)
    report.place = "Manila"
    report.save(update_fields=["place"])
