"""Text cleaning, whitespace, slugs and the sanitizing of Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.markdown import MarkupError, to_html
from reports.text import clean_line, clean_text, normalize_whitespace, slugify

ANY_TEXT = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF))


@given(ANY_TEXT)
def test_clean_text_is_idempotent(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANY_TEXT)
def test_clean_text_returns_valid_utf_8_without_nul_and_carriage_return(text):
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
def test_clean_text_normalizes_line_ends_and_control_characters(text, clean):
    assert clean_text(text) == clean


# A right-to-left letter, and the bidi controls by their names in Unicode.
ALEF = "\u0627"
LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
BIDI_CONTROLS = [*(LRM, RLM, ALM, LRE, RLE, PDF), *(LRO, RLO, LRI, RLI, FSI, PDI)]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (f"a{LRM}b{RLM}c{ALM}", f"a{LRM}b{RLM}c{ALM}"),
        (f"a {RLI}{ALEF}{PDI} b", f"a {RLI}{ALEF}{PDI} b"),
        (f"a {RLE}{ALEF}{PDF} b", f"a {RLE}{ALEF}{PDF} b"),
        (f"{FSI}{LRE}a{PDF}{PDI}", f"{FSI}{LRE}a{PDF}{PDI}"),
        (f"a{RLO}fdp.exe", "afdp.exe"),
        (f"a{RLO}b{PDF}c{LRO}d{PDF}", "abcd"),
        (f"{RLI}a\nb{PDI}", "a\nb"),
        (f"{RLE}a", "a"),
        (f"a{PDF}b{PDI}", "ab"),
        (f"{RLI}{RLE}a{PDI}{PDF}", f"{RLI}a{PDI}"),
        (f"{RLE}{RLI}a{PDF}{PDI}", f"{RLI}a{PDI}"),
        (f"{RLI}{RLI}a{PDI}", f"{RLI}a{PDI}"),
    ],
)
def test_clean_text_balances_bidi_controls_within_each_line(text, clean):
    assert clean_text(text) == clean


@given(st.text(st.sampled_from([*BIDI_CONTROLS, "a", ALEF, "\n", "\u0301"]), max_size=40))
def test_clean_text_leaves_no_bidi_control_open_at_a_line_end(text):
    clean = clean_text(text)

    assert clean_text(clean) == clean
    for line in clean.split("\n"):
        open_controls = []
        for character in line:
            if character in (LRE, RLE, LRI, RLI, FSI):
                open_controls.append(PDF if character in (LRE, RLE) else PDI)
            elif character in (PDF, PDI):
                assert open_controls.pop() == character
            assert character not in (LRO, RLO)
        assert open_controls == []


@given(st.text(st.sampled_from([*BIDI_CONTROLS, "a", ALEF, "\n", "\u0301"]), max_size=40))
def test_clean_line_removes_every_bidi_control(text):
    line = clean_line(text)

    assert set(line) & set(BIDI_CONTROLS) == set()
    assert line == clean_line(line) == clean_text(line)


def test_clean_text_handles_long_runs_of_bidi_controls():
    assert clean_text((RLE * 50 + PDI) * 2000) == ""
    assert clean_text(RLE * 50_000 + PDI * 50_000) == ""
    assert len(clean_text(RLI * 50_000 + PDI * 50_000)) == 100_000


def test_normalize_whitespace_collapses_whitespace_to_single_blanks():
    assert normalize_whitespace(" a\n b\t\tc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Co-Chairs' Summary", "co-chairs-summary"),
        ("Viêt Nam", "viet-nam"),
        ("မြန်မာ", ""),
        ("a long title cut at a word", "a-long-title"),
    ],
)
def test_a_slug_is_ascii_and_cut_at_a_word_boundary(text, slug):
    max_length = 15 if "long" in text else 50

    assert slugify(text, max_length) == slug


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
def test_markdown_renders_no_active_content(hostile):
    html = to_html(hostile)

    parts = ("<script", "javascript:", "onerror", "data:", "<style", "<form", "<img")
    assert [part for part in parts if part in html.replace("&lt;", "")] == []


@pytest.mark.parametrize("text", ["[" * 1001, ">" * 60, "a" * 100_001])
def test_markdown_that_would_take_too_long_to_render_is_refused(text):
    with pytest.raises(MarkupError):
        to_html(text)
