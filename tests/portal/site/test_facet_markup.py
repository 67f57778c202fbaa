"""The facets of a list as HTML."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.utils.translation import override

from portal.search.filtersets import RecommendationSearch
from portal.site.facet_markup import facet_list
from recommendations.models import Recommendation
from tests.builders.records import make_recommendation, make_report, make_theme


def build_search(query):
    return RecommendationSearch(QueryDict(query), Recommendation.objects.published())


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "q=wish&sort=newest", "level=national&q=%26%3C"])
def test_the_link_of_each_value_chooses_it(query):
    report = make_report(status="published")
    make_recommendation(report, themes=[make_theme("Return & <b>"), make_theme("Training")])
    filters = build_search(query)

    links = {unescape(link) for link in re.findall(r'href="([^"]*)"', facet_list(filters))}

    for facet in filters.facets:
        expected = [one.only_link for one in facet.choices if not one.is_chosen]
        assert [link for link in expected if link not in links] == []


@pytest.mark.django_db
def test_the_language_of_a_label_depends_on_the_page():
    make_recommendation(make_report(status="published"), themes=[make_theme("Training")])

    marked = []
    for language in ("en", "id", "en"):
        with override(language):
            marked.append(' lang="en">Training</a>' in facet_list(build_search("")))

    assert marked == [False, True, False]
