"""Other spellings of several words: joined words, and initials."""

import time

import pytest

from portal.search.index.compounds import initialisms, joined_words


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("by e-mail and policy\u2011makers", ["email", "policymakers"]),
        ("in Nay Pyi Taw, Myanmar", ["NayPyi", "PyiTaw", "NayPyiTaw"]),
        ("the Ministry of Labour", []),
        ("plain words only", []),
        ("2015-2016", []),
    ],
)
def test_hyphenated_words_and_neighboring_capitalized_words_are_joined(text, joined):
    assert list(joined_words(text)) == joined


@pytest.mark.parametrize("letters", ["A", "a", "aA", "a1"])
def test_a_text_that_is_one_long_word_takes_no_time(letters):
    started = time.process_time()

    assert [*joined_words(letters * 1000), *initialisms(letters * 1000)] == []
    assert time.process_time() - started < 0.5


def test_joined_names_are_not_longer_than_words_are():
    assert list(joined_words(f"{'A' * 20} {'B' * 20}")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for Overseas Filipino Workers to return", ["OFW"]),
        ("the ASEAN Forum of Migrant Labor.", ["AFM", "FML", "AFML"]),
        ("Nay Pyi", []),
        ("three small words", []),
    ],
)
def test_initials_of_three_to_six_capitalized_words_skip_small_words(text, found):
    assert list(initialisms(text)) == found
