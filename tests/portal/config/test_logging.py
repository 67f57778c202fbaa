"""Logging: a JSON object per line, and only the cause of a client error."""

import io
import json
import logging

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import FakePayload

from portal.config.logging import JsonLines
from tests.builders.records import make_account


@pytest.fixture
def lines():
    """The lines that the portal's own handler would have written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


class AbortedBody(FakePayload):
    """The body of a request that the client aborts."""

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
            {"CONTENT_TYPE": f"{MULTIPART}; boundary=x", "wsgi.input": AbortedBody()},
        ),
        "UnreadablePostError",
    ),
    "too many fields": (
        (
            "POST",
            "/accounts/login/",
            {
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "wsgi.input": FakePayload("a=1&" * 6000),
                "CONTENT_LENGTH": "24000",
            },
        ),
        "TooManyFieldsSent",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_logged_as_a_single_warning_with_its_cause(visitor, lines, name):
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
def test_an_internal_error_is_logged_with_its_traceback(visitor, lines, monkeypatch):
    monkeypatch.setattr("portal.site.home.totals", lambda: 1 / 0)

    visitor.get("/")

    (line,) = lines()
    assert (line["level"], "ZeroDivisionError" in line["trace"]) == ("ERROR", True)


@pytest.mark.django_db
def test_no_log_line_has_the_path_of_a_request(visitor, lines, monkeypatch):
    monkeypatch.setattr("portal.site.report_pages.get_object_or_404", lambda *given: 1 / 0)

    visitor.get("/reports/ana-cruz/", {"q": "Ana Cruz"})

    (line,) = lines()
    assert (line["message"], line["route"]) == ("Internal Server Error", "site:report")
    assert "ana" not in json.dumps(line).casefold()


@pytest.mark.django_db
def test_a_refusal_that_the_access_log_has_is_not_logged_again(visitor, lines):
    assert visitor.get("/nowhere/").status_code == 404
    assert visitor.post("/").status_code == 405

    assert lines() == []


@pytest.mark.django_db
def test_a_line_bears_the_id_that_the_answer_names(visitor, lines, monkeypatch):
    monkeypatch.setattr("portal.site.home.totals", lambda: 1 / 0)

    answer = visitor.get("/")

    (line,) = lines()
    assert (line["request"], line["route"]) == (answer["X-Request-ID"], "site:home")


@pytest.mark.django_db
def test_a_line_of_a_signed_in_account_has_its_key_and_no_name(lines, monkeypatch):
    visitor, ana = Client(raise_request_exception=False), make_account("ana", "editor")
    visitor.force_login(ana)
    monkeypatch.setattr("portal.editor.dashboard.render", lambda *given: 1 / 0)

    visitor.get("/editing/")

    (line,) = lines()
    assert (line["account"], line["route"]) == (ana.pk, "editor:dashboard")


def test_rows_that_postgresql_quotes_are_not_in_a_line():
    error = Exception("duplicate key\nDETAIL:  Key (address)=(ana@example.org) already exists.")

    line = JsonLines().format(
        logging.LogRecord("any", logging.ERROR, "", 0, "Failed", (), (Exception, error, None))
    )

    assert ("duplicate key" in line, "ana@" in line) == (True, False)


def test_the_portal_settings_use_the_json_log_formatter():
    assert settings.LOGGING["formatters"]["json"] == {"()": "portal.config.logging.JsonLines"}
