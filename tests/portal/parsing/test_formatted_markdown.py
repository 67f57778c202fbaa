"""A formatted text as Markdown: every character of the text is shown, and nothing else is markup."""

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from portal.parsing.formatted_markdown import to_markdown, to_table_row
from portal.parsing.source import FormattedSpan
from reports.markdown import render_paragraphs
from reports.text import clean_text

# What Markdown and HTML give a meaning, alone and at the start of a line; other scripts and marks.
PIECES = st.sampled_from(
    [
        *"\\`*_[]{}()<>#+-.!|~^=:&\"' \n\t\u00a0\u3000",
        *("&amp;", "&#42;", "<script>", "</a>", "<!--", "<b>", "http://a.example", "[x](y)", "![i](j)"),
        *("1. ", "12) ", "# ", "> ", "- ", "    ", "\n\n", "***", "---", "===", "```", "| a | b |\n|---|---|"),
        *("שלום", "العربية", "\u200f", "e\u0301", "👩‍👩‍👧", "ก็", "wave", "a", "klzzwxh:0"),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=12).map(
    lambda parts: clean_text("".join(parts))
)
TARGETS = st.sampled_from(
    ["https://a.example/?q=1&copy=2#x", "https://a.example/b_c_(d)*e*", "mailto:ana@a.example"]
)


@st.composite
def formatted_texts(draw):
    text = draw(TEXTS)
    positions = st.integers(0, len(text))
    spans = []
    for _ in range(draw(st.integers(0, 5))):
        start, end = sorted((draw(positions), draw(positions)))
        kind = draw(st.sampled_from(["emphasis", "strong", "link"]))
        if start < end:
            spans.append(FormattedSpan(kind, start, end, draw(TARGETS) if kind == "link" else ""))
    return text, sorted(spans, key=lambda span: (span.start, -span.end))


def render(text, spans):
    markdown = to_markdown(text, spans)
    return render_paragraphs([markdown])[markdown]


def elements(html):
    return [element.tag for element in lxml_html.fragment_fromstring(html, "div").iterdescendants()]


@settings(max_examples=30, deadline=None)
@given(st.lists(formatted_texts(), min_size=1, max_size=20))
@example([("*", [FormattedSpan("emphasis", 0, 1)])])
def test_the_visible_text_is_the_text_and_only_the_formatting_is_markup(items):
    markdown = [to_markdown(text, spans) for text, spans in items]
    rendered = render_paragraphs(markdown)

    for (text, spans), source in zip(items, markdown, strict=True):
        html = rendered[source]
        assert unescape(re.sub("<[^>]*>", "", html)) == text
        assert set(elements(html)) <= {
            {"emphasis": "em", "strong": "strong", "link": "a"}[span.kind] for span in spans
        }


@settings(max_examples=30, deadline=None)
@given(st.lists(formatted_texts(), min_size=1, max_size=20))
def test_each_letter_has_exactly_the_formats_of_its_spans(items):
    markdown = [to_markdown(text, spans) for text, spans in items]
    rendered = render_paragraphs(markdown)

    for (text, spans), source in zip(items, markdown, strict=True):
        shown = list(letters_with_tags(lxml_html.fragment_fromstring(rendered[source], "div")))
        expected = [
            (letter, {tag for tag, kind in TAGS.items() if covers(spans, kind, index)})
            for index, letter in enumerate(text)
            if not letter.isspace()
        ]
        assert shown == expected


TAGS = {"em": "emphasis", "strong": "strong", "a": "link"}


def covers(spans, kind, index):
    return any(span.kind == kind and span.start <= index < span.end for span in spans)


def letters_with_tags(element, tags=frozenset()):
    inner = tags | ({element.tag} & TAGS.keys())
    yield from ((letter, inner) for letter in element.text or "" if not letter.isspace())
    for child in element:
        yield from letters_with_tags(child, inner)
        yield from ((letter, inner) for letter in child.tail or "" if not letter.isspace())


@pytest.mark.parametrize(
    ("text", "spans", "html"),
    [
        ("high tide", [("emphasis", 0, 4)], "<em>high</em> tide"),
        ("high tide", [("strong", 0, 9), ("emphasis", 5, 9)], "<strong>high</strong> <strong><em>tide</em></strong>"),
        ("abc", [("emphasis", 0, 1), ("strong", 1, 3)], "<em>a</em><strong>bc</strong>"),
        ("1. *x* & <b>", [("emphasis", 3, 6)], "1. <em>*x*</em> &amp; &lt;b&gt;"),
        ("# heading", [], "# heading"),
        (" two  blanks ", [("strong", 0, 6)], " <strong>two</strong>  blanks "),
    ],
)  # fmt: skip
def test_spans_become_markup_around_escaped_text(text, spans, html):
    assert render(text, [FormattedSpan(*span) for span in spans]) == html


def test_links_that_overlap_follow_each_other():
    spans = [
        FormattedSpan("link", 0, 4, "https://a.example/"),
        FormattedSpan("link", 2, 9, "https://b.example/"),
    ]

    assert to_markdown("high tide", spans) == (
        "[high](<https://a.example/>)[ tide](<https://b.example/>)"
    )


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "x"]
)
def test_a_link_with_a_misleading_target_is_no_link(target):
    html = render("high tide", [FormattedSpan("link", 0, 4, target)])

    assert html == '<a rel="noopener noreferrer">high</a> tide'


def test_the_address_of_a_link_stays_as_it_is():
    target = "https://a.example/b_c_(d)*e*?q=1&copy=2#x"

    html = render("high tide", [FormattedSpan("link", 0, 4, target)])

    assert unescape(re.search('href="([^"]*)"', html)[1]) == target


@settings(max_examples=30, deadline=None)
@given(formatted_texts(), st.lists(st.integers(0, 40), max_size=6))
def test_the_cells_of_a_row_show_the_text(item, cuts):
    text, spans = item
    bounds = sorted({min(cut, len(text)) for cut in [0, *cuts, len(text)]})
    cells = [
        FormattedSpan("cell", start, end, f"{column}/{len(bounds) + 1}")
        for column, (start, end) in enumerate(pairwise(bounds), start=2)
    ]

    markdown = to_table_row(text, [*cells, *spans])

    html = render_paragraphs([markdown])[markdown] if cells else ""
    shown = re.sub(r"\s+", "", unescape(re.sub("<[^>]*>", "", html)))
    assert shown == (re.sub(r"\s+", "", text) if cells else "")
    assert html.count("<td>") == (len(bounds) + 1 if cells else 0)


def test_a_row_is_a_table_with_an_empty_head():
    spans = [
        FormattedSpan("cell", 0, 7, "1/3"),
        FormattedSpan("cell", 8, 11, "3/3"),
        FormattedSpan("emphasis", 0, 7),
    ]

    assert to_table_row("Marwick 3 m", spans).splitlines()[1:] == [
        "| --- | --- | --- |",
        "| *Marwick* |  | 3 m |",
    ]


def test_words_beside_the_cells_belong_to_the_cell_before_them():
    spans = [FormattedSpan("cell", 4, 8, "1/2"), FormattedSpan("cell", 14, 15, "2/2")]

    assert to_table_row("The port here 3 m", spans).splitlines()[-1] == "| The port here | 3 m |"


@pytest.mark.parametrize("targets", [[], ["1/2", "1/2"], ["2/2", "1/2"], ["1/2", "1/3"], ["1/31"]])
def test_other_texts_are_no_row(targets):
    spans = [FormattedSpan("cell", place, place + 1, t) for place, t in enumerate(targets)]

    assert to_table_row("tide", spans) == ""
