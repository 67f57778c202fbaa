"""Counts of values under a query."""

import random

import pytest

from portal.search import engine, facets
from tests.builders.random_workshops import make_workshops
from tests.builders.records import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db


def test_counts_within_a_query_are_under_the_choices_of_their_own_field_as_well():
    report = make_report(status="published")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    make_recommendation(report, themes=[skills, fees], level="national")
    make_recommendation(report, themes=[fees], level="regional")
    query = engine.SearchQuery("recommendation", choices={"theme": ("skills",)})

    assert facets.counts_within(query, ["theme", "level"]) == {
        "theme": {"skills": 1, "fees": 1},
        "level": {"national": 1},
    }


def test_without_choices_counts_within_a_query_are_those_of_the_facets():
    make_workshops(random.Random(5))
    query = engine.SearchQuery("statement")
    names = ["theme", "organization", "year", "theme_status"]

    facet_counts = facets.facet_counts(query, names)
    assert facets.counts_within(query, names) == {
        name: dict(counts) for name, counts in facet_counts.items()
    }
