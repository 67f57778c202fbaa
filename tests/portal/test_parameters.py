"""A page says which parameters of its address it does not understand."""

import html
import re

import pytest
from django.core.cache import caches
from django.urls import reverse

from tests.builders import make_recommendation, make_report
from tests.portal.test_gate import (
    SHOW_CHOICES,
    SHOW_LISTS,
    SHOW_WHAT_IS_SOUGHT,
    workshop,
)

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


def public_pages():
    """Return the address of every page for readers, as the table of the gate classifies them."""
    of_records = workshop("published", "Manila")
    lists = [reverse(name) for name in sorted(SHOW_LISTS | SHOW_WHAT_IS_SOUGHT)]
    lists += [reverse(name, args=[facet]) for name, facet in SHOW_CHOICES.items()]
    return [*lists, *of_records]


def is_page(answer):
    return answer.headers["Content-Type"].startswith("text/html")


def test_no_page_of_the_site_ignores_a_parameter(client):
    answers = {path: client.get(path) for path in public_pages()}
    pages = [path for path, answer in answers.items() if is_page(answer)]

    named = {
        path: told(client.get(path, {"lefl": "1"}).content.decode()) for path in pages
    }

    assert len(pages) == 21
    assert named == {path: ["lefl"] for path in pages}


@pytest.mark.parametrize("path", ["/recommendations/", "/contributions/"])
def test_a_file_takes_no_page(client, path):
    assert client.get(f"{path}export.csv?page=2").status_code == 400


@pytest.mark.parametrize("path", ["/recommendations/", "/contributions/"])
def test_the_feed_of_a_sorted_list_is_that_of_the_list_for_ever(client, path):
    answer = client.get(f"{path}feed.atom?sort=oldest&q=a%26b&year=2015")

    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        f"{path}feed.atom?q=a%26b&year=2015",
    )
    assert client.get(f"{path}feed.atom?page=").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/recommendations/export.csv?level=regional&year=abc", 400),
        ("/recommendations/feed.atom?level=bogus", 400),
        ("/contributions/feed.atom?lefl=x", 400),
        ("/recommendations/levels/?level=regional", 404),
        ("/nowhere/?x=1", 404),
    ],
)
def test_a_page_of_an_error_does_not_say_what_was_ignored(client, address, status):
    answer = client.get(address)

    assert (answer.status_code, told(answer.content.decode())) == (status, [])


@pytest.mark.parametrize("path", ["/recommendations/", "/contributions/"])
def test_the_links_of_a_sorted_list_to_its_feed_and_file_lead_there(client, path):
    page = client.get(f"{path}?sort=oldest&page=1&q=migration").content.decode()
    links = re.findall(f'href="({path}(?:feed.atom|export.csv)[^"]*)"', page)

    assert {link.partition("?")[0] for link in links} == {
        f"{path}feed.atom",
        f"{path}export.csv",
    }
    assert {client.get(html.unescape(link)).status_code for link in links} == {200}


@pytest.mark.parametrize("path", ["/recommendations/feed.atom", "/sitemap/lists.xml"])
def test_a_feed_or_sitemap_with_its_parameters_is_kept(client, path):
    client.get(path, {"page" if "feed" in path else "p": "1"})

    assert len(caches["pages"]._cache) == 1


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
