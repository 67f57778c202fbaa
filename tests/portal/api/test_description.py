"""The API against its own OpenAPI document: what it allows is answered, what it does not is refused."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.portal.test_gate import workshop

# Over all routes together; every bound is tried besides, some 1,400 cases more.
CASES = 1000
ROUTES = 14
# Not that every value is known which has the right form: an unknown theme is refused.
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]

site = get_wsgi_application()


def from_this_machine(environ, start_response):
    # Nobody else may ask so much in a minute; and what asks this way unpacks nothing.
    ours = {"REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "identity"}
    return site(environ | ours, start_response)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_this_machine)
# Too long to be read is a refusal as well.
REFUSALS = ["400", "404", "414", "422"]
schema.config.checks.negative_data_rejection.expected_statuses = REFUSALS


@pytest.fixture
def _records(db):
    """Have one published report, and keep the connection in which it is open."""
    workshop("published", "Manila")
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_records")
@schema.parametrize()
@settings(
    max_examples=CASES // ROUTES + 1,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case):
    case.call_and_validate(checks=CHECKS)


def test_every_route_is_described():
    described = set(schema.raw_schema["paths"])

    assert len(described) == ROUTES
