"""Two sequences of words are aligned; what is between the common words are gaps."""

from hypothesis import given
from hypothesis import strategies as st

from portal.documents.comparison import alignment
from portal.documents.comparison.alignment import Gap, find_gaps, longest_increasing

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=40)


def without_gaps(words, spans):
    return [
        word
        for index, word in enumerate(words)
        if not any(start <= index < end for start, end in spans)
    ]


@given(WORDS, WORDS)
def test_outside_the_gaps_both_sequences_are_equal(words, others):
    gaps = find_gaps(words, others)

    assert without_gaps(words, [(gap.start, gap.end) for gap in gaps]) == without_gaps(
        others, [(gap.other_start, gap.other_end) for gap in gaps]
    )


@given(WORDS)
def test_equal_sequences_have_no_gap(words):
    assert find_gaps(words, list(words)) == []


def test_a_missing_word_is_a_gap_in_one_sequence():
    assert find_gaps(["a", "c"], ["a", "b", "c"]) == [Gap(1, 1, 1, 2)]


def test_words_that_are_alike_by_chance_do_not_divide_a_gap():
    words, others = [*"abcde", "the", *"fghij"], [*"klmno", "the", *"pqrst"]

    assert find_gaps(words, others) == [Gap(0, 11, 0, 11)]


def test_a_passage_that_is_too_large_to_compare_differs_as_a_whole(monkeypatch):
    monkeypatch.setattr(alignment, "MAX_PAIRS", 3)

    assert find_gaps([*"xaay"], [*"xbaabz"]) == [Gap(1, 4, 1, 6)]


@given(st.lists(st.integers(0, 30), unique=True))
def test_the_longest_increasing_subsequence_increases(numbers):
    chain = [other for _, other in longest_increasing(list(enumerate(numbers)))]

    assert chain == sorted(chain)
    assert bool(chain) == bool(numbers)
