"""The API conforms to its own OpenAPI document (Schemathesis).

CASES=10000 tries as many (`make claims CLAIMS=C1`).
"""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.builders.gate_workshop import make_workshop

# Loaded here alone: it takes seconds to import.
pytest_plugins = ["schemathesis.pytest.plugin"]

# For all routes together; testing every bound adds some 1,400 cases.
CASES = int(os.environ.get("CASES", "400"))
ROUTES = 25
# Positive data acceptance is left out: a well-formed but unknown theme is refused.
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
    # Exempt from the rate limit, and without compression, which this client does not decode.
    overrides = {"REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "identity"}
    return site(environ | overrides, start_response)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_this_machine)
# 414: a URL that is too long is a refusal as well.
REFUSALS = ["400", "404", "414", "422"]
# It tries every bound of every parameter, of which a list has ninety: many minutes.
schema.config.phases.coverage.enabled = False
schema.config.checks.negative_data_rejection.expected_statuses = REFUSALS


@pytest.fixture
def _records(db):
    """Make a published report, and keep its database connection open."""
    make_workshop("published", "Manila")
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.once
@pytest.mark.usefixtures("_records")
@schema.parametrize()
@settings(
    max_examples=CASES // ROUTES + 1,
    suppress_health_check=list(HealthCheck),
)
def test_every_api_response_conforms_to_the_openapi_document(case):
    case.call_and_validate(checks=CHECKS)


def test_the_openapi_document_describes_every_route():
    described = set(schema.raw_schema["paths"])

    assert len(described) == ROUTES
