"""An address answers 410 if its own page had it, and nothing else tells that a name was redacted."""

import pytest
from django.urls import get_resolver

from portal.redaction.former_addresses import OWNERS, SLUG
from tests.builders.records import make_person, make_report
from tests.builders.redactions import redact

pytestmark = pytest.mark.django_db
STATUSES = {
    "/speakers/ana-testname/": 410,
    "/reports/ana-testname/": 410,
    "/reports/ana-testname/v/1/": 410,
    "/speakers/ana-other/": 404,
    "/nothing/ana-testname": 404,
    "/nothing/ana-testname/": 404,
    "/themes/ana-testname/": 404,
    "/organizations/ana-testname/": 404,
    "/reports/other/sessions/ana-testname/": 404,
    "/data/ana-testname": 404,
    f"/speakers/{'a' * 500}/": 404,
}


def routes_of(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        yield from (
            routes_of(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]
        )


def test_every_route_with_a_slug_is_known_by_what_it_names():
    routes = [route for route in routes_of(get_resolver().url_patterns) if SLUG in route]

    assert {route.partition(SLUG)[0] for route in routes} == set(OWNERS)


def test_only_the_slug_of_a_page_s_own_address_tells_that_it_is_gone(client):
    make_person("Ana Testname")
    make_report(slug="ana-testname", title="Ana Testname", status="published")
    redact("Ana Testname")

    answers = {path: client.get(path).status_code for path in STATUSES}

    assert answers == STATUSES
