"""The questions of the bench: every kind in several variants, each word as frequent as it claims."""

import re
from urllib.parse import parse_qs

import pytest

from bench import questions
from bench.questions import asked, terms
from bench.workshops import workshops

MANY = 20_000


@pytest.fixture(scope="module")
def texts():
    made = workshops(MANY)
    return [one.text for workshop in made for one in workshop.recommendations]


def share(word, texts):
    found = re.compile(rf"\b{word}", re.IGNORECASE)
    return sum(1 for text in texts if found.search(text)) / MANY


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        (questions.STOP_WORDS, 0.5, 0.8),
        (questions.COMMON_WORDS, 0.18, 0.45),
        (questions.MEDIUM_WORDS, 0.025, 0.06),
        (questions.RARE_WORDS, 1 / 15_000, 1 / 2_000),
    ],
)
def test_words_are_as_frequent_as_their_kind_says(words, least, most, texts):
    for word in words:
        assert least <= share(word, texts) <= most, word


def test_every_phrase_and_pair_of_words_is_met(texts):
    kinds = questions.questions(MANY)

    for kind in ("phrase", "two words"):
        for question in kinds[kind]:
            wanted = terms(asked(question).words)
            assert any(all(term in text for term in wanted) for text in texts), question


def test_every_kind_has_the_same_number_of_variants():
    kinds = questions.questions(40_000)

    assert {len(variants) for variants in kinds.values()} == {3}
    assert len(kinds) == 12


def test_the_questions_are_the_same_at_every_size_of_the_bench():
    assert questions.questions(40_000) == questions.questions(1_000_000)


def test_no_page_is_asked_for_that_a_small_load_does_not_have():
    pages = [asked(one).page for one in questions.questions(200)["deep page"]]

    assert max(pages) * questions.ROWS_OF_THE_LONGEST_PAGE <= 200


def test_a_query_string_is_read_as_it_was_meant():
    question = questions.questions(MANY)["filters with words"][0]

    read = asked(question)
    assert read.words == "migrant"
    assert read.levels == ("regional",)
    assert read.themes == tuple(parse_qs(question)["theme"])
    assert (read.page, read.by_date) == (1, False)
    assert asked("sort=newest").by_date


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", []),
        ("labour", ["labour"]),
        ("two words", ["two", "words"]),
        ('a "whole phrase" b', ["a", "whole phrase", "b"]),
        ('"never closed', ["never closed"]),
    ],
)
def test_terms_are_words_and_phrases(words, found):
    assert terms(words) == found
