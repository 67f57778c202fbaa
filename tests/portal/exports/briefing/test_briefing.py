"""Records grouped for a briefing."""

from hypothesis import given
from hypothesis import strategies as st

from portal.exports.briefing.briefing import grouped

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.integers()))


def first(pair):
    return pair[0]


@given(PAIRS)
def test_groups_hold_every_record_once_in_the_order_of_their_first_records(pairs):
    groups = grouped(pairs, first)

    assert [key for key, _ in groups] == list(dict.fromkeys(map(first, pairs)))
    assert all(own == [pair for pair in pairs if first(pair) == key] for key, own in groups)


@given(PAIRS)
def test_groups_come_in_the_given_order_without_empty_ones(pairs):
    keys = [key for key, _ in grouped(pairs, first, order="cba")]

    assert keys == [key for key in "cba" if key in set(map(first, pairs))]
