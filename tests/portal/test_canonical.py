"""What public pages say of the portal's own address is the same, whatever a visitor called it."""

import pytest
from django.core.cache import caches
from django.test import Client

from tests.builders import make_recommendation, make_report

pytestmark = pytest.mark.django_db

OTHER_NAMES = ["127.0.0.1:8000", "127.0.0.1:4242", "localhost:1", "testserver:65535"]
ABSOLUTE = [
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


def body(path, host):
    answer = Client().get(path, headers={"Host": host})
    return answer.status_code, b"".join(answer)


@pytest.mark.parametrize("path", ABSOLUTE)
def test_a_port_in_the_host_header_changes_no_public_page(path):
    answers = {body(path, host) for host in OTHER_NAMES}

    assert len(answers) == 1
    status, text = answers.pop()
    assert status == 200
    assert [host for host in OTHER_NAMES[1:] if host.encode() in text] == []


def test_a_host_that_is_not_the_portals_is_refused_on_public_pages():
    assert Client().get("/", headers={"Host": "evil.example"}).status_code == 400


def test_made_up_ports_fill_no_cache():
    for number in range(1, 6):
        body("/recommendations/?level=national", f"127.0.0.1:{number}")

    assert len(caches["pages"]._cache) == 1


def test_http_is_sent_on_to_the_https_address_without_the_visitors_port(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_SSL_HOST = "outcomes.example.org"

    answer = Client().get("/reports/", headers={"Host": "127.0.0.1:4242"})

    assert answer["Location"] == "https://outcomes.example.org/reports/"
