"""A page says which parameters of its address it does not understand."""

import re

import pytest
from django.core.cache import caches

from tests.builders import make_recommendation, make_report

pytestmark = pytest.mark.django_db

PAGES = [
    "/recommendations/",
    "/contributions/",
    "/reports/",
    "/recommendations/theme/",
    "/search/",
    "/speakers/",
    "/organizations/",
    "/themes/",
    "/instruments/",
]


@pytest.fixture(autouse=True)
def _report():
    make_recommendation(make_report(status="published"), level="regional")


def told(page):
    return re.findall("Unknown parameter “(.+?)”. It was ignored.", page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_each_parameter_that_it_does_not_understand(client, path):
    page = client.get(path, {"lefel": "regional", "<b>": "1"}).content.decode()

    assert told(page) == ["lefel", "&lt;b&gt;"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_nothing_of_parameters_that_it_understands(client, path):
    assert told(client.get(path).content.decode()) == []


def test_links_of_a_list_leave_an_unknown_parameter_behind(client):
    page = client.get("/recommendations/?lefel=regional&level=regional")

    assert page.context["filter"].query == "?level=regional"
    links = re.findall('href="([^"]*)"', page.content.decode())
    assert [one for one in links if "lefel" in one] == []


@pytest.mark.parametrize(
    "path",
    [
        "/recommendations/export.csv",
        "/recommendations/feed.atom",
        "/contributions/export.csv",
        "/contributions/feed.atom",
    ],
)
def test_a_file_or_feed_is_refused_with_the_unknown_parameter_named(client, path):
    answer = client.get(path, {"lefel": "regional"})

    assert answer.status_code == 400
    assert "Unknown parameter “lefel”." in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/recommendations/?lefel=1", "/speakers/?lefel=1", "/?lefel=1"]
)
def test_no_page_is_kept_under_a_parameter_that_a_visitor_made_up(client, path):
    client.get(path)

    assert caches["pages"]._cache == {}
