"""Similarities of two recommendations, and their weighted mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lineage import similarity
from portal.lineage.similarity import Described, Similarities
from portal.lineage.weights import WEIGHTS, Weights

WORDS = st.lists(st.sampled_from(["abolish", "fee", "worker", "boat", "net"]), unique=True)
SLUGS = st.frozensets(st.sampled_from(["arvala", "belmora"]))


def describe(words, **fields):
    ordered = tuple(sorted(words))
    return Described(1, 1, date(2009, 3, 10), " ".join(ordered), ordered, **fields)


@given(WORDS, WORDS, SLUGS, SLUGS)
def test_scores_are_from_0_to_1_and_do_not_depend_on_the_order(first, second, own, other):
    pair = describe(first, themes=own), describe(second, themes=other)

    scores = [
        similarity.score(similarity.compare(*ends, lambda word: len(word)), WEIGHTS)
        for ends in (pair, pair[::-1])
    ]

    assert scores[0] == pytest.approx(scores[1])
    assert 0 <= scores[0] <= 1 + 1e-9


@given(WORDS.filter(bool), SLUGS)
def test_equal_recommendations_have_the_score_1(words, slugs):
    record = describe(words, instruments=slugs, addressees=slugs, level="national")

    compared = similarity.compare(record, record, lambda _: 1.0)

    assert similarity.score(compared, WEIGHTS) == pytest.approx(1)


def test_what_only_one_of_the_two_names_says_nothing():
    first, second = describe(["fee"], instruments=frozenset({"c189"})), describe(["fee"])

    compared = similarity.compare(first, second, lambda _: 1.0)

    assert (compared.instruments, compared.level) == (None, None)


def test_rare_words_count_more():
    common, rare = describe(["worker", "boat"]), describe(["worker", "net"])
    wanted = describe(["boat", "fee"])
    rarity = {"worker": 1.0, "boat": 5.0, "net": 5.0, "fee": 1.0}.__getitem__

    shares = [similarity.compare(wanted, one, rarity).rare_words for one in (common, rare)]

    assert shares == [pytest.approx(10 / 12), 0]


def test_rare_themes_count_more():
    common, rare = (describe(["fee"], themes=frozenset({"rights", one})) for one in ("work", "law"))
    wanted = describe(["fee"], themes=frozenset({"law", "work"}))
    rarity = {"theme:rights": 1.0, "theme:work": 1.0, "theme:law": 4.0}

    shares = [
        similarity.compare(wanted, one, lambda word: rarity.get(word, 1.0)).themes
        for one in (common, rare)
    ]

    assert shares == [pytest.approx(2 / 7), pytest.approx(8 / 10)]


def test_similarities_and_weights_have_the_same_names():
    assert Similarities._fields == Weights._fields
