"""Measured times and the tables built from them."""

import pytest

from bench import tables
from bench.timing import Timings, TooSlowError, measure_times, quantile

QUESTIONS = {"word": ["q=a", "q=b"], "filter": ["level=all", "level=national"]}


def measurements(factor=1, *, given_up=False):
    def times(milliseconds):
        duration = milliseconds * factor
        return {"new": [2 * duration], "again": [duration, duration], "given_up": given_up}

    milliseconds_by_system = {"portal": 10, "naive": 1000, "fts5": 200, "constant": 1}
    return {
        "memory": 100,
        "index": 7,
        "load": {"seconds": 20, "memory": 90},
        "reindex": None,
        "unchanged": {"new": [], "again": [], "given_up": False},
        "times": {
            system: {"word": times(duration)} for system, duration in milliseconds_by_system.items()
        },
    }


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.5, 10), (0.95, 19), (1, 20)])
def test_a_quantile_is_a_measured_time(share, value):
    assert quantile([float(n) for n in range(20, 0, -1)], share) == value


def test_every_variant_is_measured_once_and_then_again_in_rounds():
    measured = []

    timings = measure_times(QUESTIONS, measured.append, rounds=2, patience=60)

    once = ["q=a", "level=all", "q=b", "level=national"]
    assert measured == [*once, *once, *once]
    assert [len(timing.new) for timing in timings.values()] == [2, 2]
    assert [len(timing.again) for timing in timings.values()] == [4, 4]


def test_without_patience_each_kind_is_measured_once():
    measured = []

    measure_times(QUESTIONS, measured.append, rounds=2, patience=0)

    assert measured == ["q=a", "level=all"]


def test_a_query_that_timed_out_is_not_repeated():
    def answer(question):
        if question == "q=a":
            raise TooSlowError

    timings = measure_times(QUESTIONS, answer, rounds=2, patience=60)

    assert timings["word"].given_up
    assert (len(timings["word"].new), timings["word"].again) == (1, [])
    assert len(timings["filter"].again) == 4


def test_the_table_of_query_kinds_shows_times_and_ratios():
    row = tables.kinds(measurements()).splitlines()[2]

    assert row == (
        "| word | 20.0 | 20.0 | 10.0 | 10.0 | 2,000 / 2,000 | 400 / 400 | 2.0 / 2.0 "
        "| 100x | 20x | 0.1x |"
    )


def test_a_timed_out_query_is_marked_in_the_table():
    assert "| > 2,000 / 2,000 |" in tables.kinds(measurements(given_up=True))


def test_the_growth_table_compares_the_smallest_with_the_largest_size():
    row = tables.growth(
        {1000: measurements(3), 10: measurements(), 100: measurements(2)}
    ).splitlines()[2]

    assert row == "| word | 20.0 | 60.0 | 3.0x |"


def test_the_cost_table_marks_values_that_were_not_measured():
    row = tables.costs({40_000: measurements()}).splitlines()[2]

    assert row == "| 40,000 | 20 | 90 | – | 7 | 100 | 20.0 | 20.0 | 10.0 | 10.0 | – |"


def test_adding_timings_concatenates_their_measurements():
    total = Timings([1], [2]) + Timings([3], [4], given_up=True)

    assert total == Timings([1, 3], [2, 4], given_up=True)
