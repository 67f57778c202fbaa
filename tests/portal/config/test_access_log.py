"""The access log: a line per request, with its route and without anything that a visitor typed."""

import json
from io import BytesIO

import pytest
from django.core.signals import got_request_exception
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from prometheus_client import REGISTRY

from portal.accounts.models import LoginAttempt
from portal.config import access_log
from portal.config.access_log import access_log_middleware
from portal.config.finished_requests import Output
from portal.config.request_record import CURRENT
from portal.site.home import home
from tests.builders.records import make_account, make_recommendation, make_report

TOKEN = "a-token-that-nobody-may-see"  # noqa: S105 -- of a test


@pytest.fixture
def lines(monkeypatch):
    """The lines that were written to standard error."""
    written = BytesIO()
    monkeypatch.setattr(Output, "file", written)
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


def counted(**labels):
    return REGISTRY.get_sample_value("portal_http_requests_total", labels) or 0


@pytest.mark.django_db
def test_a_request_is_one_line_with_route_status_duration_and_queries(client, lines):
    make_recommendation(make_report(status="published"))

    answer = client.get("/recommendations/?q=ana+cruz", HTTP_USER_AGENT="Ana’s telephone")

    (line,) = lines()
    assert (line["ms"] > 0, line["queries"] > 0) == (True, True)
    assert {key: line[key] for key in ("level", "logger", "method", "route", "status")} == {
        "level": "INFO",
        "logger": "access",
        "method": "GET",
        "route": "site:recommendation-list",
        "status": 200,
    }
    assert (line["request"], line["source"]) == (answer["X-Request-ID"], "made")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/recommendations/?q=ana+cruz",
        f"/follow/confirm/{TOKEN}/",
        f"/accounts/password/reset/key/MQ/{TOKEN}/",
        f"/nowhere/{TOKEN}/",
    ],
)
def test_a_line_has_neither_address_nor_words_nor_tokens(client, lines, path):
    client.get(path, REMOTE_ADDR="203.0.113.7", HTTP_REFERER=f"https://example.org/{TOKEN}")

    (line,) = lines()
    text = json.dumps(line).casefold()
    assert [word for word in ("ana", "cruz", TOKEN, "203.0.113") if word in text] == []
    assert line.keys() == {
        *("at", "level", "logger", "message", "request"),
        *("method", "route", "status", "ms", "queries", "source"),
    }


@pytest.mark.django_db
def test_a_page_from_the_cache_has_its_route_and_says_where_it_came_from(client, lines):
    make_recommendation(make_report(status="published"))
    first = client.get("/recommendations/")
    client.get("/recommendations/")
    client.get("/recommendations/", HTTP_IF_NONE_MATCH=first["ETag"])

    assert [(line["route"], line["status"], line["source"]) for line in lines()] == [
        ("site:recommendation-list", 200, "made"),
        ("site:recommendation-list", 200, "cache"),
        ("site:recommendation-list", 304, "not-modified"),
    ]
    assert [line["queries"] for line in lines()][1:] == [1, 1]


@pytest.mark.django_db
def test_a_request_of_an_account_has_its_key(client, lines):
    ana = make_account("ana", "editor")
    client.force_login(ana)

    client.get("/editing/")
    client.get("/")

    # The pages for readers do not read the session.
    assert [line.get("account") for line in lines()] == [ana.pk, None]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/static/nothing.css", "static"),
        ("/healthz", "alive"),
        ("/nowhere/", "unmatched"),
        ("/recommendations", "unmatched"),
        ("/" + "a" * 5000, "unmatched"),
        ("/%00", "unmatched"),
        ("/api/v1/themes/", "api:themes"),
        ("/admin/reports/person/", "admin:reports_person_changelist"),
    ],
)
def test_each_request_has_one_of_the_routes_of_the_site(client, lines, path, route):
    client.get(path)

    assert [line["route"] for line in lines()] == [route]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "given"),
    [
        (0, "0af7651916cd43dd8448eb211c80319c"),
        (1, "a" * 65),
        (1, 'x", "level": "forged'),
        (1, ""),
    ],
)
def test_a_request_gets_an_id_of_its_own(client, lines, settings, proxies, given):
    settings.TRUSTED_PROXIES = proxies

    answer = client.get("/healthz", HTTP_X_REQUEST_ID=given)

    (line,) = lines()
    assert answer["X-Request-ID"] == line["request"] != given
    assert len(line["request"]) == 32


@pytest.mark.django_db
def test_a_request_keeps_the_id_that_a_trusted_proxy_gave_it(client, lines, settings):
    settings.TRUSTED_PROXIES = 1

    answer = client.get("/healthz", HTTP_X_REQUEST_ID="0af7651916cd43dd-1.a_b")

    (line,) = lines()
    assert answer["X-Request-ID"] == line["request"] == "0af7651916cd43dd-1.a_b"


def test_an_unknown_method_is_not_repeated(rf, lines):
    access_log_middleware(lambda request: HttpResponse())(rf.generic("ANA", "/"))

    assert [line["method"] for line in lines()] == ["other"]


@pytest.mark.django_db
def test_a_streamed_answer_is_logged_at_its_end_with_the_queries_of_all_parts(rf, lines):
    seen = []

    def parts():
        for number in range(3):
            seen.append((LoginAttempt.objects.count(), CURRENT.get() is not None))
            yield str(number).encode()

    answer = access_log_middleware(lambda request: StreamingHttpResponse(parts()))(rf.get("/"))
    before = lines()
    body = b"".join(answer)

    assert (body, before, CURRENT.get()) == (b"012", [], None)
    assert seen == [(0, True)] * 3
    assert [(line["queries"], line["status"]) for line in lines()] == [(3, 200)]


@pytest.mark.django_db
def test_a_streamed_answer_that_a_client_leaves_is_logged(rf, lines):
    parts = (b"part" for _ in range(3))
    answer = access_log_middleware(lambda request: StreamingHttpResponse(parts))(rf.get("/"))

    next(iter(answer))
    answer.close()

    assert len(lines()) == 1


def test_what_the_server_refuses_is_logged_and_counted(lines):
    before = counted(route="refused", status="4xx", source="none")

    access_log.log_refusal(414)

    assert [(line["route"], line["status"]) for line in lines()] == [("refused", 414)]
    assert counted(route="refused", status="4xx", source="none") == before + 1


@pytest.mark.django_db
def test_requests_are_counted_without_a_log(client, lines, settings):
    settings.ACCESS_LOG = False
    before = counted(route="alive", status="2xx", source="none")

    client.get("/healthz")

    assert (lines(), counted(route="alive", status="2xx", source="none")) == ([], before + 1)


@pytest.mark.parametrize(
    ("error", "cause"), [(OSError(28, "No space"), "disk full"), (KeyError("a"), "bug")]
)
def test_failures_are_counted_by_cause(error, cause):
    before = REGISTRY.get_sample_value("portal_failures_total", {"cause": cause}) or 0
    try:
        raise error
    except (OSError, KeyError):
        got_request_exception.send(sender=home, request=RequestFactory().get("/"))

    assert REGISTRY.get_sample_value("portal_failures_total", {"cause": cause}) == before + 1
