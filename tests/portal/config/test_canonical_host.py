"""The canonical host: public pages state the portal's own URL whatever the Host header."""

import pytest
from django.core.cache import caches
from django.test import Client

from tests.builders.records import make_recommendation, make_report

pytestmark = pytest.mark.django_db

HOSTS = ["127.0.0.1:8000", "127.0.0.1:4242", "localhost:1", "testserver:65535"]
PATHS_WITH_ABSOLUTE_URLS = [
    "/sitemap.xml",
    "/sitemap/recommendations.xml",
    "/robots.txt",
    "/reports/feed.atom",
    "/recommendations/feed.atom",
    "/contributions/feed.atom",
    "/recommendations/",
    "/recommendations/export.csv",
    "/api/",
    "/api/v1/recommendations/",
    "/api/v1/openapi.json",
]


@pytest.fixture(autouse=True)
def _report():
    make_recommendation(make_report(status="published"))


def get(path, host):
    answer = Client().get(path, headers={"Host": host})
    return answer.status_code, b"".join(answer)


@pytest.mark.parametrize("path", PATHS_WITH_ABSOLUTE_URLS)
def test_the_port_of_the_host_header_changes_no_public_page(path):
    answers = {get(path, host) for host in HOSTS}

    assert len(answers) == 1
    status, text = answers.pop()
    assert status == 200
    assert [host for host in HOSTS[1:] if host.encode() in text] == []


def test_a_foreign_host_header_is_refused_on_public_pages():
    assert Client().get("/", headers={"Host": "evil.example"}).status_code == 400


def test_arbitrary_ports_in_the_host_header_share_a_single_cache_entry():
    for number in range(1, 6):
        get("/recommendations/?level=national", f"127.0.0.1:{number}")

    assert len(caches["pages"]._cache) == 1


def test_http_redirects_to_the_canonical_https_url_without_the_client_port(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_SSL_HOST = "outcomes.example.org"

    answer = Client().get("/reports/", headers={"Host": "127.0.0.1:4242"})

    assert answer["Location"] == "https://outcomes.example.org/reports/"
