"""The tokenizer: where a text is split into words."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.query.ast import STOP_WORDS
from portal.search.query.tokenizer import split_words

ANY_TEXT = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF))


def test_the_tokenizer_keeps_letters_digits_and_marks_and_nothing_else():
    characters = map(chr, range(sys.maxunicode + 1))
    wrong = [
        hex(ord(character))
        for character in characters
        if bool(split_words(character)) != (unicodedata.category(character)[0] in "LNM")
    ]

    assert wrong == []


@given(ANY_TEXT, ANY_TEXT)
def test_the_tokenizer_splits_words_at_blanks(first, second):
    assert split_words(first + " " + second) == split_words(first) + split_words(second)


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
def test_the_tokenizer_splits_a_text_into_the_words_of_the_index(text, words):
    assert split_words(text) == words


def test_every_stop_word_is_a_single_token():
    assert [split_words(word) for word in STOP_WORDS] == [[word] for word in STOP_WORDS]
