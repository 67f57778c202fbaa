"""What the filters let through."""

import pytest

from reports.filters import WordsFilter
from reports.models import Organization
from tests.builders import make_organization


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ["ASEAN Secretariat", "Secretariat of the ILO", "World Bank"]),
        ("secretariat", ["ASEAN Secretariat", "Secretariat of the ILO"]),
        ("SECRETARIAT ila", ["Secretariat of the ILO"]),
        ("bank secretariat", []),
        ("%", []),
        ("_", []),
    ],
)
def test_every_word_stands_in_one_of_the_columns_in_any_order_and_case(
    db, words, names
):
    make_organization("ASEAN Secretariat")
    make_organization("Secretariat of the ILO", aliases="ILA")
    make_organization("World Bank")

    found = WordsFilter(["name", "aliases"]).filter(Organization.objects.all(), words)

    assert list(found.order_by("name").values_list("name", flat=True)) == names
