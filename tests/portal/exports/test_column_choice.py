"""A choice of the columns of a file."""

import pytest
from django.core.exceptions import BadRequest

from portal.exports.column_choice import chosen_columns, key_of

COLUMNS = [("reference", str), ("asked to act", str), ("text", str)]


@pytest.mark.parametrize(
    ("keys", "headings"),
    [
        ([], ["reference", "asked to act", "text"]),
        (["text"], ["text"]),
        (["text", "asked-to-act"], ["asked to act", "text"]),
        (["text", "text"], ["text"]),
    ],
)
def test_chosen_columns_keep_the_order_of_the_file(keys, headings):
    assert [heading for heading, _ in chosen_columns(COLUMNS, keys)] == headings


def test_an_unknown_column_is_refused_with_those_that_exist():
    with pytest.raises(BadRequest, match=r"no column “lvel”\. The columns are asked-to-act, ref"):
        chosen_columns(COLUMNS, ["lvel"])


def test_every_column_has_a_key_of_its_own():
    assert [key_of(column) for column in COLUMNS] == ["reference", "asked-to-act", "text"]
