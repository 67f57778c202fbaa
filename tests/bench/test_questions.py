"""The benchmark queries: every kind in several variants, every word with its claimed frequency."""

import re
from urllib.parse import parse_qs

import pytest

from bench import questions
from bench.questions import parse_question, terms
from bench.workshops import workshops

MANY = 20_000


@pytest.fixture(scope="module")
def texts():
    generated = workshops(MANY)
    return [
        recommendation.text for workshop in generated for recommendation in workshop.recommendations
    ]


def share(word, texts):
    pattern = re.compile(rf"\b{word}", re.IGNORECASE)
    return sum(1 for text in texts if pattern.search(text)) / MANY


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        (questions.STOP_WORDS, 0.5, 0.8),
        (questions.COMMON_WORDS, 0.18, 0.45),
        (questions.MEDIUM_WORDS, 0.025, 0.06),
        (questions.RARE_WORDS, 1 / 15_000, 1 / 2_000),
    ],
)
def test_query_words_are_as_frequent_as_their_kind_claims(words, least, most, texts):
    for word in words:
        assert least <= share(word, texts) <= most, word


def test_every_phrase_and_word_pair_query_has_a_match(texts):
    kinds = questions.questions(MANY)

    for kind in ("phrase", "two words"):
        for question in kinds[kind]:
            wanted = terms(parse_question(question).words)
            assert any(all(term in text for term in wanted) for text in texts), question


def test_every_query_kind_has_the_same_number_of_variants():
    kinds = questions.questions(40_000)

    assert {len(variants) for variants in kinds.values()} == {3}
    assert len(kinds) == 12


def test_the_queries_are_the_same_at_every_benchmark_size():
    assert questions.questions(40_000) == questions.questions(1_000_000)


def test_deep_page_queries_stay_within_a_small_load():
    pages = [parse_question(query).page for query in questions.questions(200)["deep page"]]

    assert max(pages) * questions.MAX_ROWS_PER_PAGE <= 200


def test_a_query_string_is_parsed_into_words_filters_page_and_order():
    question = questions.questions(MANY)["filters with words"][0]

    read = parse_question(question)
    assert read.words == "migrant"
    assert read.levels == ("regional",)
    assert read.themes == tuple(parse_qs(question)["theme"])
    assert (read.page, read.by_date) == (1, False)
    assert parse_question("sort=newest").by_date


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", []),
        ("labour", ["labour"]),
        ("two words", ["two", "words"]),
        ('a "whole phrase" b', ["a", "whole phrase", "b"]),
        ('"never closed', ["never closed"]),
    ],
)
def test_query_words_are_split_into_terms_and_phrases(words, expected):
    assert terms(words) == expected
