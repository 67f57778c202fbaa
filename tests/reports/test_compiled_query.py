"""Queries that are compiled once."""

import pytest

from recommendations.models import Recommendation
from reports.compiled_query import FixedQuery, KeyQuery
from tests.builders.records import make_recommendation, make_report

COLUMNS = ("pk", "text", "parent__text", "report__starts_on", "report__published_at", "spans")


def build(keys):
    public = Recommendation.objects.published().filter(pk__in=keys).order_by("pk")
    return public.values_list(*COLUMNS)


@pytest.fixture
def keys(db):
    report = make_report(status="published")
    parent = make_recommendation(report)
    points = [make_recommendation(parent=parent, spans=[[1, 2]]) for _ in range(5)]
    draft = make_recommendation(make_report())
    return [record.pk for record in (parent, *points, draft)]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 30, 150])
def test_rows_are_those_of_the_queryset(keys, count):
    query = KeyQuery(build)
    asked = (keys * 30)[:count]

    rows = [query.rows(asked) for _ in range(2)]

    assert rows == [list(build(asked))] * 2


def test_a_query_without_keys_sees_later_rows(keys):
    query = FixedQuery(lambda: Recommendation.objects.order_by("-pk").values_list("pk", "text")[:1])
    before = query.rows()

    newest = make_recommendation(make_report(), text="Newest")

    assert (before[0][0], query.rows()) == (keys[-1], [(newest.pk, "Newest")])
