"""Filters in words."""

import pytest
from django.http import QueryDict

from portal.exports.stated_filters import stated_filters
from portal.search.filtersets import RecommendationSearch
from recommendations.models import Recommendation
from tests.builders.briefings import make_two_workshops


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "stated"),
    [
        ("", []),
        ("q=train", [("Search", "“train”")]),
        ("level=regional&level=all", [("Level", "Regional"), ("Level", "All levels")]),
        ("q=trainn", [("Search", "“train”")]),
        (
            "organization=myanmar&body=alone",
            [("Organization", "Myanmar"), ("Organization", "The organization alone")],
        ),
        ("not_level=none", [("Level", "not Level not stated")]),
    ],
)
def test_every_filter_in_force_is_stated(query, stated):
    make_two_workshops()
    filterset = RecommendationSearch(QueryDict(query), Recommendation.objects.published())

    assert list(stated_filters(filterset)) == stated
