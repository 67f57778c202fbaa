"""What every text goes through on its way in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.markup import MarkupError, to_html
from reports.text import clean_text, collapsed, slugged

ANY_TEXT = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF))


@given(ANY_TEXT)
def test_cleaning_a_clean_text_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANY_TEXT)
def test_a_clean_text_can_be_stored_and_sent_anywhere(text):
    clean = clean_text(text)

    assert clean.encode("utf-8").count(b"\0") == 0
    assert "\r" not in clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("nul\0 and", "nul and"),
        ("one\x0btwo\x1cthree", "one\ntwo\nthree"),
        ("cafe\u0301", "café"),
        ("page\x0cbreak", "page\nbreak"),
    ],
)
def test_line_ends_and_control_characters_are_made_plain(text, clean):
    assert clean_text(text) == clean


def test_white_space_collapses_to_single_blanks():
    assert collapsed(" a\n b\t\tc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Co-Chairs' Summary", "co-chairs-summary"),
        ("Viêt Nam", "viet-nam"),
        ("မြန်မာ", ""),
        ("a long title cut at a word", "a-long-title"),
    ],
)
def test_a_slug_is_plain_and_cut_at_a_word(text, slug):
    longest = 15 if "long" in text else 50

    assert slugged(text, longest) == slug


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        '<a href="data:text/html,x">x</a>',
        "<style>*{}</style>",
        "<form action=//x><input></form>",
    ],
)
def test_no_markdown_makes_anything_that_acts(hostile):
    html = to_html(hostile)

    parts = ("<script", "javascript:", "onerror", "data:", "<style", "<form", "<img")
    assert [part for part in parts if part in html.replace("&lt;", "")] == []


@pytest.mark.parametrize("text", ["[" * 1001, ">" * 60, "a" * 100_001])
def test_what_would_take_too_long_to_render_is_refused(text):
    with pytest.raises(MarkupError):
        to_html(text)
