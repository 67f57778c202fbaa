"""Texts of a newer version are found again among those of the earlier one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importing.aligning import align

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
def test_equal_texts_are_one_and_so_are_those_that_changed_a_little(
    before, after, pairs
):
    assert align(before, after) == pairs


def test_the_likelier_of_two_is_taken():
    changed = "Promote ethical recruitment in all sectors of the whole economy"

    assert align([changed, ONE], [f"{ONE} now"]) == [(1, 0)]


TEXTS = st.lists(
    st.sampled_from([ONE, TWO, THREE, f"{ONE} now", "Yes.", ""]), max_size=8
)


@given(TEXTS, TEXTS)
def test_no_text_is_in_two_pairs_and_pairs_come_in_the_later_order(before, after):
    pairs = align(before, after)

    assert len({place for place, _ in pairs}) == len(pairs)
    assert [found for _, found in pairs] == sorted({found for _, found in pairs})


@given(TEXTS)
def test_a_version_is_all_of_itself(texts):
    assert align(texts, texts) == [(place, place) for place in range(len(texts))]
