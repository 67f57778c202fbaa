"""The words that are compared: letters, digits and marks in one form, whatever is around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.comparison.tokenizer import words_of, words_of_pages, words_of_source
from portal.parsing.source import Source


def forms(text):
    return [word.form for word in words_of(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fees, and “costs”.", ["fees", "and", "costs"]),
        ("ﬁnal eﬃcient", ["final", "efficient"]),
        ("co-\noperation", ["co", "operation"]),
        ("co-operation", ["co", "operation"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        ("fees¹ and 9th", ["fees", "1", "and", "9", "th"]),
        ("• \uf0b7 – ...", []),
        ("a\u200bb", ["ab"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("ကျွန်ုပ် ไทย", ["ကျွန်ုပ်", "ไทย"]),
    ],
)
def test_a_text_is_split_into_words_in_one_form(text, words):
    assert forms(text) == words


@given(st.text(max_size=60))
def test_the_span_of_a_word_has_the_word(text):
    assert [word.form in forms(text[word.start : word.end]) for word in words_of(text)] == [
        True for _ in words_of(text)
    ]


@given(st.text(max_size=60))
def test_case_and_white_space_do_not_matter(text):
    assert forms(text) == forms(text.replace(" ", "\n\t"))


def test_a_word_has_the_page_on_which_it_begins():
    source = Source("a.pdf", "application/pdf", "one two\nthree", pages=(0, 8))

    assert [(word.form, word.page) for word in words_of_source(source)] == [
        ("one", 1),
        ("two", 1),
        ("three", 2),
    ]
    assert [(word.form, word.page) for word in words_of_pages(["one", "", "two"])] == [
        ("one", 1),
        ("two", 3),
    ]
