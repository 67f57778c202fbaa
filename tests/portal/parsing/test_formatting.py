"""Formatting of a source is found again in the texts that are made from its spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.parsing.formatting import (
    MAX_FORMATTED_SPANS,
    FormattedSource,
    limit_formatting,
    tidy_formatting,
)
from portal.parsing.source import FormattedSpan, Source

TEXT = "1. The high tide\n   rose in Mar-\nwick again."
HIGH_TIDE, MARWICK = (7, 16), (28, 37)
SOURCE = FormattedSource(
    TEXT, [FormattedSpan("emphasis", *HIGH_TIDE), FormattedSpan("strong", *MARWICK)]
)


def formatted_words(spans, text):
    return [(span.kind, text[span.start : span.end]) for span in SOURCE.formatting_of(spans, text)]


@pytest.mark.parametrize(
    ("spans", "text", "words"),
    [
        ([(0, 16)], "The high tide", [("emphasis", "high tide")]),
        ([(0, 16)], "1. The high tide", [("emphasis", "high tide")]),
        ([(0, 16), (20, 44)], "The high tide rose in Mar- wick again.", [("emphasis", "high tide"), ("strong", "Mar- wick")]),
        # The hyphen at the end of the line is set aside.
        ([(0, 16), (20, 31), (33, 44)], "The high tide rose in Marwick again.", [("emphasis", "high tide"), ("strong", "Marwick")]),
        ([(20, 23)], "rose", []),
        ([(0, 44)], "The high tides rose in Mar- wick again.", [("emphasis", "high"), ("strong", "Mar- wick")]),
        ([(0, 44)], "A high and low tide rose.", [("emphasis", "high"), ("emphasis", "tide")]),
        ([(0, 44)], "Other words.", []),
        ([(0, 16)], "high", [("emphasis", "high")]),
        ([], "The high tide", []),
    ],
)  # fmt: skip
def test_words_of_the_source_keep_their_formatting(spans, text, words):
    assert formatted_words(spans, text) == words


@given(st.text("ab *\n", max_size=40), st.data())
def test_an_unchanged_text_has_the_formatting_of_its_letters(text, data):
    positions = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(positions, positions), max_size=4))
    formatting = tidy_formatting([FormattedSpan("emphasis", *sorted(pair)) for pair in pairs], text)
    normalized = " ".join(text.split())

    spans = FormattedSource(text, formatting).formatting_of([(0, len(text))], normalized)

    letters = [index for index in range(len(text)) if not text[index].isspace()]
    shown = [index for index in range(len(normalized)) if normalized[index] != " "]
    assert [covers(spans, index) for index in shown] == [
        covers(formatting, index) for index in letters
    ]


def covers(spans, index):
    return any(span.start <= index < span.end for span in spans)


def test_spans_that_differ_only_in_place_are_joined_across_blanks():
    text = "high  tide"
    spans = [FormattedSpan("strong", 6, 10), FormattedSpan("strong", 0, 4)]

    assert tidy_formatting(spans, text) == (FormattedSpan("strong", 0, 10),)


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "#note", "/admin/", "//evil.example", "page.html", "https://a.example/" + "x" * 1000],
)  # fmt: skip
def test_links_that_lead_nowhere_from_here_are_dropped(target):
    assert tidy_formatting([FormattedSpan("link", 0, 4, target)], "tide") == ()


def test_formatting_beyond_the_limit_is_left_out_with_a_note():
    text = "ab" * (MAX_FORMATTED_SPANS + 1)
    spans = [FormattedSpan("strong", 2 * place, 2 * place + 1) for place in range(len(text) // 2)]

    source = limit_formatting(Source("r.md", "text/markdown", text), spans)

    assert len(source.formatting) == MAX_FORMATTED_SPANS
    assert [note.code for note in source.notes] == ["formatting-left-out"]
