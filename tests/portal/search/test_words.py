"""Where a text is cut into words."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.query import STOP_WORDS, words_of

ANY_TEXT = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF))


def test_words_hold_every_letter_digit_and_mark_and_nothing_else():
    points = map(chr, range(sys.maxunicode + 1))
    wrong = [
        hex(ord(one))
        for one in points
        if bool(words_of(one)) != (unicodedata.category(one)[0] in "LNM")
    ]

    assert wrong == []


@given(ANY_TEXT, ANY_TEXT)
def test_a_blank_separates_words(one, other):
    assert words_of(one + " " + other) == words_of(one) + words_of(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Low-skilled workers' RIGHTS", ["low", "skilled", "workers", "rights"]),
        ("21.C.3.b: ½ of “all”", ["21", "c", "3", "b", "½", "of", "all"]),
        ("a_b\tc", ["a", "b", "c"]),
        ("Việt Nam e\u0301te\u0301", ["việt", "nam", "e\u0301te\u0301"]),
        ("हिन्दी עִבְרִית", ["हिन्दी", "עִבְרִית"]),
        ("๑๒ ราคา฿", ["๑", "๒", "ร", "า", "ค", "า"]),
        ("ပြည်သူ။", ["ပြ", "ည်", "သူ"]),
        ("日本かな", ["日", "本", "かな"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_the_words_of_the_index(text, words):
    assert words_of(text) == words


def test_stop_words_are_words():
    assert [words_of(word) for word in STOP_WORDS] == [[word] for word in STOP_WORDS]
