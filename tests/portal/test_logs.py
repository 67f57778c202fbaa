"""What is logged: one JSON object a line, and of a visitor's fault no more than its cause."""

import io
import json
import logging

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import FakePayload

from portal.logs import JsonLines


@pytest.fixture
def lines():
    """What the portal's own handler would have written, line by line."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for one in loggers:
        one.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    for one in loggers:
        one.removeHandler(handler)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


class BrokenOff(FakePayload):
    """The body of a visitor who goes away in the middle of it."""

    def read(self, *arguments):
        raise ConnectionResetError("Connection reset by peer")


MULTIPART = "multipart/form-data"
MALFORMED = {
    "a host that is none": (
        ("GET", "/", {"HTTP_HOST": "evil.example/" + "a" * 5000}),
        "DisallowedHost",
    ),
    "a host that is foreign": (
        ("GET", "/", {"HTTP_HOST": "evil.example"}),
        "DisallowedHost",
    ),
    "a body without the line that parts it": (
        ("POST", "/accounts/login/", {"CONTENT_TYPE": MULTIPART}),
        "MultiPartParserError",
    ),
    "a body that breaks off": (
        (
            "POST",
            "/accounts/login/",
            {"CONTENT_TYPE": f"{MULTIPART}; boundary=x", "wsgi.input": BrokenOff()},
        ),
        "UnreadablePostError",
    ),
    "too many fields": (
        (
            "POST",
            "/accounts/login/",
            {
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "wsgi.input": FakePayload("a=1&" * 2000),
                "CONTENT_LENGTH": "8000",
            },
        ),
        "TooManyFieldsSent",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_refused_and_is_one_warning_with_its_cause(
    visitor, lines, name
):
    (method, path, environ), cause = MALFORMED[name]

    answer = visitor.generic(method, path, **({"CONTENT_LENGTH": "10"} | environ))

    (line,) = lines()
    assert answer.status_code == 400
    assert (line["level"], line["status"], line["cause"].partition(":")[0]) == (
        "WARNING",
        400,
        cause,
    )
    assert "trace" not in line
    assert max(len(str(part)) for part in line.values()) < 310


@pytest.mark.django_db
def test_a_fault_of_ours_is_logged_with_its_trace(visitor, lines, monkeypatch):
    monkeypatch.setattr("portal.views.home.totals", lambda: 1 / 0)

    visitor.get("/")

    (line,) = lines()
    assert (line["level"], "ZeroDivisionError" in line["trace"]) == ("ERROR", True)


@pytest.mark.django_db
def test_a_long_address_is_cut_in_the_log(visitor, lines):
    visitor.get("/nowhere/" + "a" * 5000)

    (line,) = lines()
    assert (line["message"][:20], len(line["message"])) == ("Not Found: /nowhere/", 301)


def test_the_portal_logs_in_this_form():
    assert settings.LOGGING["formatters"]["json"] == {"()": "portal.logs.JsonLines"}
