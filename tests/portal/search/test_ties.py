"""Search, ties: hits of equal rank come newest first, in whatever order they were indexed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.search import engine, ties
from portal.search.index import writer
from recommendations.models import Recommendation
from reports.signals import report_changed
from tests.builders.filterset_pairs import build_pair
from tests.builders.records import make_recommendation, make_report

YEARS = range(2001, 2007)


def publish_workshop(year, text="Train inspectors."):
    report = make_report(status="published", starts_on=date(year, 5, 1))
    make_recommendation(report, text=text)
    report_changed.send(None, report_key=report.pk)


def found_years(*, limit):
    """Return the years of the hits, page by page."""
    query = build_pair("recommendations", "?q=inspectors")[0].query
    total = engine.search(query, limit=1).total
    keys = [
        key
        for offset in range(0, total, limit)
        for key in engine.search(query, offset=offset, limit=limit).keys
    ]
    years = dict(Recommendation.objects.values_list("pk", "report__starts_on__year"))
    return [years[key] for key in keys]


class TestTies(TestCase):
    @given(st.permutations(YEARS), st.integers(1, 7), st.integers(1, 3))
    def test_equal_hits_come_newest_first_on_pages_of_any_size(self, years, limit, batch):
        for number, year in enumerate(years, start=1):
            publish_workshop(year)
            # Each catching up adds a segment to the index.
            if number % batch == 0:
                writer.catch_up()

        assert found_years(limit=limit) == sorted(YEARS, reverse=True)


@pytest.mark.django_db
def test_a_better_hit_comes_before_newer_ones():
    for year in YEARS:
        publish_workshop(year)
    publish_workshop(1990, "Inspectors: train inspectors.")

    assert found_years(limit=5) == [1990, *sorted(YEARS, reverse=True)]


@pytest.mark.django_db
def test_each_of_more_ties_than_are_read_at_once_is_on_one_page(monkeypatch):
    monkeypatch.setattr(ties, "MAX_TIES", 5)
    for year in YEARS:
        publish_workshop(year)
        writer.catch_up()

    assert sorted(found_years(limit=2)) == list(YEARS)
