"""The filters and the sort orders of a list as HTML."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.template import engines

from portal.search.filtersets import RecommendationSearch
from portal.site.filter_markup import chosen_filters, feed_link, publication_day, sort_links
from recommendations.models import Recommendation
from tests.builders.records import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db
HOSTILE = "<b>&\"'"


def build_search(query):
    return RecommendationSearch(QueryDict(query), Recommendation.objects.published())


def publish(*themes):
    make_recommendation(
        make_report(status="published"), themes=[make_theme(label) for label in themes]
    )


def text_of(markup):
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


def title_of(query, page=1):
    template = engines["django"].from_string("{% load facet_tags %}{% filter_title filters page %}")
    return template.render({"filters": build_search(query), "page": page})


def test_every_chosen_filter_has_a_link_that_removes_it():
    publish("Wages", "Visas")
    query = "q=wish&theme=wages&theme=visas&not_level=all&published_since=2020-01-31"
    filters = build_search(query)

    markup = chosen_filters(filters)

    expected = [choice.remove_link for _, choice in filters.active_choices]
    links = re.findall(r'href="([^"]*)"', markup)
    assert [unescape(link) for link in links] == [filters.without_search_link, *expected, "?"]
    assert text_of(markup) == (
        "“wish” \N{MULTIPLICATION SIGN}remove Level: not All levels \N{MULTIPLICATION SIGN}remove Theme: Wages \N{MULTIPLICATION SIGN}remove "
        "Theme: or Visas \N{MULTIPLICATION SIGN}remove Published: since 31 January 2020 \N{MULTIPLICATION SIGN}remove Remove all"
    )


def test_without_a_filter_there_are_no_chosen_filters():
    assert (chosen_filters(build_search("sort=newest")), title_of("")) == ("", "")


def test_what_was_typed_and_labels_stay_text():
    publish(HOSTILE)
    (slug,) = Recommendation.objects.get().themes.values_list("slug", flat=True)
    query = QueryDict(mutable=True)
    query.setlist("q", [HOSTILE])
    query.setlist("theme", [slug])

    markup = chosen_filters(build_search(query.urlencode()))

    assert (HOSTILE in markup, text_of(markup).count(HOSTILE)) == (False, 2)
    assert (
        title_of(query.urlencode()) == "“&lt;b&gt;&amp;&quot;&#x27;”, &lt;b&gt;&amp;&quot;&#x27;, "
    )


def test_the_title_names_the_page_after_the_first():
    assert [title_of("q=wish", page) for page in (1, 1000)] == ["“wish”, ", "“wish”, page 1,000, "]


def test_the_sort_order_in_force_is_no_link():
    markup = sort_links(build_search("sort=newest"))

    assert re.findall(r'<strong aria-current="true">([^<]*)<', markup) == ["Newest workshop"]
    assert 'href="?sort=newest"' not in markup


@pytest.mark.parametrize(
    ("query", "is_open", "day"),
    [("level=all", False, ""), ("level=all&published_since=2020-01-31", True, "2020-01-31")],
)
def test_the_form_for_the_day_keeps_the_other_filters(query, is_open, day):
    markup = publication_day(build_search(f"{query}&page=2"))

    assert ('<details class="facet" open>' in markup) is is_open
    assert re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', markup) == [
        ("level", "all")
    ]
    assert re.findall(r'type="date"[^>]*value="([^"]*)"', markup) == [day]


def test_the_link_to_the_feed_has_the_filters():
    assert feed_link("statement", "?q=a&theme=b") == (
        '<link rel="alternate" type="application/atom+xml" '
        'href="/statements/feed.atom?q=a&amp;theme=b">'
    )
