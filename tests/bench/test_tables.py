"""Times, and the tables made of them."""

import pytest

from bench import tables
from bench.timing import Timings, TooSlowError, quantile, time_all

QUESTIONS = {"word": ["q=a", "q=b"], "filter": ["level=all", "level=national"]}


def found(factor=1, *, given_up=False):
    def times(milliseconds):
        taken = milliseconds * factor
        return {"new": [2 * taken], "again": [taken, taken], "given_up": given_up}

    of_whom = {"portal": 10, "naive": 1000, "fts5": 200, "constant": 1}
    return {
        "memory": 100,
        "index": 7,
        "load": {"seconds": 20, "memory": 90},
        "reindex": None,
        "unchanged": {"new": [], "again": [], "given_up": False},
        "times": {who: {"word": times(taken)} for who, taken in of_whom.items()},
    }


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.5, 10), (0.95, 19), (1, 20)])
def test_a_quantile_is_a_time_that_was_measured(share, value):
    assert quantile([float(n) for n in range(20, 0, -1)], share) == value


def test_every_variant_is_asked_once_and_then_again_in_rounds():
    asked = []

    timings = time_all(QUESTIONS, asked.append, rounds=2, patience=60)

    once = ["q=a", "level=all", "q=b", "level=national"]
    assert asked == [*once, *once, *once]
    assert [len(one.new) for one in timings.values()] == [2, 2]
    assert [len(one.again) for one in timings.values()] == [4, 4]


def test_without_patience_each_kind_is_asked_once():
    asked = []

    time_all(QUESTIONS, asked.append, rounds=2, patience=0)

    assert asked == ["q=a", "level=all"]


def test_what_was_given_up_is_not_asked_again():
    def answer(question):
        if question == "q=a":
            raise TooSlowError

    timings = time_all(QUESTIONS, answer, rounds=2, patience=60)

    assert timings["word"].given_up
    assert (len(timings["word"].new), timings["word"].again) == (1, [])
    assert len(timings["filter"].again) == 4


def test_a_table_of_kinds_holds_times_and_ratios():
    row = tables.kinds(found()).splitlines()[2]

    assert row == (
        "| word | 20.0 | 20.0 | 10.0 | 10.0 | 2,000 / 2,000 | 400 / 400 | 2.0 / 2.0 "
        "| 100x | 20x | 0.1x |"
    )


def test_what_was_given_up_is_marked():
    assert "| > 2,000 / 2,000 |" in tables.kinds(found(given_up=True))


def test_growth_compares_the_smallest_with_the_largest_size():
    row = tables.growth({1000: found(3), 10: found(), 100: found(2)}).splitlines()[2]

    assert row == "| word | 20.0 | 60.0 | 3.0x |"


def test_costs_say_what_was_not_measured():
    row = tables.costs({40_000: found()}).splitlines()[2]

    assert row == "| 40,000 | 20 | 90 | – | 7 | 100 | 20.0 | 20.0 | 10.0 | 10.0 | – |"


def test_timings_add_up():
    both = Timings([1], [2]) + Timings([3], [4], given_up=True)

    assert both == Timings([1, 3], [2, 4], given_up=True)
