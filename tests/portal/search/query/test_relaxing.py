"""Weaker forms of a query."""

import pytest

from portal.search.query.parser import parse_query
from portal.search.query.relaxing import can_relax, wider_forms
from portal.search.query.written_query import write_query


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("a1 b1", ["[(a1 b1) a1 b1]"]),
        ("a1 b1 c1", ["[(a1 b1 c1) (b1 c1) (a1 c1) (a1 b1)]", "[(a1 b1 c1) a1 b1 c1]"]),
        # Without repeating what costs most.
        ("ab* b1 c1", ["[(ab* b1 c1) ab* b1 c1]"]),
        ("a1 b1 c1 d1 e1 f1 g1", ["[(a1 b1 c1 d1 e1 f1 g1) a1 b1 c1 d1 e1 f1 g1]"]),
    ],
)
def test_a_query_is_widened_to_all_but_one_of_a_few_words_then_to_any(typed, forms):
    root = parse_query(typed).root

    assert [write_query(form) for form in wider_forms(root)] == forms


@pytest.mark.parametrize(
    ("typed", "is_relaxed"),
    [("a1", False), ("a1 b1", True), ("a1 -b1", False), ("a1 (b1 OR -c1)", False)],
)
def test_a_query_that_excludes_something_is_never_loosened(typed, is_relaxed):
    assert can_relax(parse_query(typed).root) == is_relaxed
