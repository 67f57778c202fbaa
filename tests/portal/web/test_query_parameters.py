"""Unknown query parameters: pages warn of them, files and feeds refuse them."""

import html
import re

import pytest
from django.core.cache import caches
from django.urls import reverse

from reports.models import Report
from tests.builders.gate_workshop import make_workshop
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
)
from tests.harness.url_access import FACET_URLS, LIST_URLS, SEARCH_URLS

pytestmark = pytest.mark.django_db

PAGES = [
    "/recommendations/",
    "/statements/",
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


def unknown_parameters(page):
    return re.findall("Unknown parameter “(.+?)”. It was ignored.", page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_each_unknown_query_parameter(client, path):
    page = client.get(path, {"lefel": "regional", "<b>": "1"}).content.decode()

    assert unknown_parameters(page) == ["lefel", "&lt;b&gt;"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_unknown_query_parameters_shows_no_warning(client, path):
    assert unknown_parameters(client.get(path).content.decode()) == []


def public_pages():
    """Return the URL of every public page, as tests.harness.url_access classifies them."""
    record_urls = make_workshop("published", "Manila")
    lists = [reverse(name) for name in sorted(LIST_URLS | SEARCH_URLS)]
    lists += [reverse(name, args=[facet]) for name, facet in FACET_URLS.items()]
    return [*lists, *record_urls]


def is_page(answer):
    return answer.headers["Content-Type"].startswith("text/html")


def test_every_public_page_warns_of_an_unknown_query_parameter(client):
    answers = {path: client.get(path) for path in public_pages()}
    pages = [path for path, answer in answers.items() if is_page(answer)]

    told = {path: client.get(path, {"lefl": "1"}) for path in pages}
    warnings = {path: unknown_parameters(answer.content.decode()) for path, answer in told.items()}
    # Whoever follows a list would follow another one than was meant.
    refusal = told["/follow/"]

    assert len(pages) == 40
    assert warnings == {path: [] if path == "/follow/" else ["lefl"] for path in pages}
    assert (refusal.status_code, "“lefl”" in refusal.content.decode()) == (400, True)


@pytest.mark.parametrize("path", ["/recommendations/", "/contributions/"])
def test_a_csv_export_refuses_the_page_parameter(client, path):
    assert client.get(f"{path}export.csv?page=2").status_code == 400


@pytest.mark.parametrize("path", ["/recommendations/", "/contributions/"])
def test_a_feed_url_with_a_sort_order_redirects_permanently_to_the_feed_without(client, path):
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
def test_an_error_page_shows_no_warning_of_ignored_parameters(client, address, status):
    answer = client.get(address)

    assert (answer.status_code, unknown_parameters(answer.content.decode())) == (status, [])


@pytest.mark.parametrize("path", ["/recommendations/", "/contributions/"])
def test_the_feed_and_file_links_of_a_sorted_list_work(client, path):
    make_contribution(make_paragraph(text="Migration", voice="named", report=Report.objects.get()))
    make_recommendation(Report.objects.get(), text="Migration")
    page = client.get(f"{path}?sort=oldest&page=1&q=migration").content.decode()
    links = re.findall(f'href="({path}(?:feed.atom|export.csv|export.xlsx)[^"]*)"', page)

    assert {link.partition("?")[0] for link in links} == {
        f"{path}feed.atom",
        f"{path}export.csv",
        f"{path}export.xlsx",
    }
    assert {client.get(html.unescape(link)).status_code for link in links} == {200}


@pytest.mark.parametrize("path", ["/recommendations/feed.atom", "/sitemap/lists.xml"])
def test_a_feed_or_sitemap_with_known_parameters_is_cached(client, path):
    client.get(path, {"page" if "feed" in path else "p": "1"})

    assert len(caches["pages"]._cache) == 1


def test_the_links_of_a_list_drop_unknown_query_parameters(client):
    page = client.get("/recommendations/?lefel=regional&level=regional")

    assert page.context["filter"].query_string == "?level=regional"
    links = re.findall('href="([^"]*)"', page.content.decode())
    assert [link for link in links if "lefel" in link] == []


@pytest.mark.parametrize(
    "path",
    [
        "/recommendations/export.csv",
        "/recommendations/feed.atom",
        "/contributions/export.csv",
        "/contributions/feed.atom",
    ],
)
def test_a_csv_export_or_feed_is_refused_with_the_unknown_parameter_named(client, path):
    answer = client.get(path, {"lefel": "regional"})

    assert answer.status_code == 400
    assert "Unknown parameter “lefel”." in answer.content.decode()


@pytest.mark.parametrize("path", ["/recommendations/?lefel=1", "/speakers/?lefel=1", "/?lefel=1"])
def test_a_page_with_an_unknown_query_parameter_is_not_cached(client, path):
    client.get(path)

    assert caches["pages"]._cache == {}
