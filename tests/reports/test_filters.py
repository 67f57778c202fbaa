"""The search filter over columns."""

import pytest

from reports.models import Organization
from reports.search_filter import SearchFilter
from tests.builders.records import make_organization


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
def test_the_search_filter_finds_every_word_in_any_column_order_and_case(db, words, names):
    make_organization("ASEAN Secretariat")
    make_organization("Secretariat of the ILO", aliases="ILA")
    make_organization("World Bank")

    results = SearchFilter(["name", "aliases"]).filter(Organization.objects.all(), words)

    assert list(results.order_by("name").values_list("name", flat=True)) == names
