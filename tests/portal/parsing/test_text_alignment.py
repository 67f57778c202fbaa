"""Texts of a newer version are paired with those of the earlier version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.parsing.text_alignment import align

ONE = "Promote ethical recruitment in all sectors of the economy"
TWO = "Strengthen consular services for migrants in distress"
THREE = "Share data on labour markets with countries of origin"


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ([ONE, TWO], [ONE, TWO], [(0, 0), (1, 1)]),
        ([ONE, TWO], [TWO, ONE], [(1, 0), (0, 1)]),
        ([ONE, TWO], [TWO], [(1, 0)]),
        ([ONE], [THREE, ONE, TWO], [(0, 1)]),
        ([ONE], [f"{ONE} and beyond"], [(0, 0)]),
        (
            [ONE],
            ["promote   ethical recruitment in all sectors of economies"],
            [(0, 0)],
        ),
        ([ONE], [TWO], []),
        (["Yes."] * 3, ["Yes."] * 2, [(0, 0), (1, 1)]),
        ([TWO, ONE], [f"{ONE} too", f"{TWO} too"], [(1, 0), (0, 1)]),
        ([], [ONE], []),
    ],
)
def test_equal_and_slightly_changed_texts_are_paired(before, after, pairs):
    assert align(before, after) == pairs


def test_the_more_similar_of_two_candidates_is_paired():
    changed = "Promote ethical recruitment in all sectors of the whole economy"

    assert align([changed, ONE], [f"{ONE} now"]) == [(1, 0)]


TEXTS = st.lists(st.sampled_from([ONE, TWO, THREE, f"{ONE} now", "Yes.", ""]), max_size=8)


@given(TEXTS, TEXTS)
def test_each_text_is_paired_at_most_once_and_in_the_order_of_the_newer_version(before, after):
    pairs = align(before, after)

    assert len({older for older, _ in pairs}) == len(pairs)
    assert [newer for _, newer in pairs] == sorted({newer for _, newer in pairs})


@given(TEXTS)
def test_a_version_aligns_completely_with_itself(texts):
    assert align(texts, texts) == [(index, index) for index in range(len(texts))]
