"""Texts of two selections: similar ones in pairs, the others alone."""

import pytest

from portal.search.filtersets import RecommendationSearch
from portal.site.comparison import texts
from portal.site.comparison.sides import read_sides
from portal.site.comparison.texts import compare_texts, may_compare
from recommendations.models import Recommendation
from tests.builders.records import make_recommendation, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(rf):
    """The first report beside the second."""
    first, second = make_report(status="published"), make_report(status="published")
    for text in ("Train all labour attachés.", "Publish the fees.", "Meet every year in May."):
        make_recommendation(first, text=text)
    for text in ("Publish the fees.", "Train most labour attachés.", "Open a hotline for women."):
        make_recommendation(second, text=text)
    records = Recommendation.objects.published().select_related("report")
    request = rf.get(f"/compare/?a.report={first.slug}&b.report={second.slug}")
    return read_sides(RecommendationSearch, records, request)


def segments(row):
    return [(segment.kind, segment.text) for segment in row.segments]


def test_similar_texts_are_paired_with_their_differences(sides):
    same, changed = compare_texts(sides).pairs

    assert (same.is_same, segments(same)) == (True, [("same", "Publish the fees.")])
    assert (changed.is_same, segments(changed)) == (
        False,
        [
            ("same", "Train "),
            ("out", "all"),
            ("in", "most"),
            ("same", " labour attachés."),
        ],
    )


def test_texts_without_a_counterpart_follow_the_pairs(sides):
    compared = compare_texts(sides)

    assert [row.first.text for row in compared.only_first] == ["Meet every year in May."]
    assert [row.second.text for row in compared.only_second] == ["Open a hotline for women."]
    assert compared.rows == [*compared.pairs, *compared.only_first, *compared.only_second]


def test_a_recommendation_of_both_selections_is_counted_and_not_paired(rf):
    report = make_report(status="published")
    both = make_recommendation(report, level="all", text="Train people.")
    make_recommendation(report, level="national", text="Train people.")
    make_recommendation(report, level="regional", text="Train people.")
    request = rf.get("/compare/?a.level=all&a.level=national&b.level=all&b.level=regional")

    records = Recommendation.objects.published()
    compared = compare_texts(read_sides(RecommendationSearch, records, request))

    ((first, second),) = [(row.first, row.second) for row in compared.rows]
    assert (compared.shared, both in (first, second)) == (1, False)


def test_texts_of_long_selections_are_not_compared(sides, monkeypatch):
    assert may_compare(sides)

    monkeypatch.setattr(texts, "MAX_TEXTS", 2)

    assert not may_compare(sides)
