"""Words that both extractions have in another order are found as passages."""

from portal.documents.comparison.alignment import Gap, find_gaps
from portal.documents.comparison.moved_passages import find_moved, without_moved


def passages(words, others):
    moved = find_moved(words, others, find_gaps(words, others))
    return [" ".join(words[gap.start : gap.end]) for gap in moved]


def test_a_passage_in_another_place_is_one_moved_passage():
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]

    assert passages(words, words[5:] + words[:5]) == ["six seven eight"]


def test_a_single_word_in_another_place_is_moved():
    assert passages(["a", "b", "c", "d", "e"], ["a", "c", "d", "b", "e"]) == ["b"]


def test_a_moved_passage_may_have_other_word_boundaries():
    assert passages(
        ["x", "all", "states", "y", "z", "w", "v"], ["x", "y", "z", "w", "v", "allstates"]
    ) == ["all states"]


def test_the_nearest_of_equal_passages_is_taken():
    others = ["a", "b", "c", "k", "a", "b", "c"]

    assert find_moved(["x", "a", "b", "c"], others, [Gap(0, 4, 4, 7), Gap(4, 4, 0, 4)]) == [
        Gap(1, 4, 4, 7)
    ]


def test_what_is_left_of_a_gap_is_without_the_moved_passages():
    gaps, moved = [Gap(0, 5, 0, 0), Gap(9, 9, 6, 9)], [Gap(1, 3, 6, 8)]

    assert list(without_moved(gaps, moved)) == [
        Gap(0, 1, 0, 0),
        Gap(3, 5, 0, 0),
        Gap(9, 9, 8, 9),
    ]
