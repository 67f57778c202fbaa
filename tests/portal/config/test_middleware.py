"""The middleware: security headers, caching headers, errors, health checks and refused requests."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.config.middleware import CONTENT_SECURITY_POLICY
from tests.builders.records import make_report, make_source

pytestmark = pytest.mark.django_db
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/nowhere/", 404),
        ("/nowhere/S%C3%A3o-%E1%80%99%E1%80%BC%F0%9F%98%80/", 404),
        ("/nowhere/%FF/", 400),
        ("/reports/%ff/", 400),
        ("/reports/%25ff/", 400),
        ("/reports/%ED%A0%80/", 400),
        ("/%E4%BC%9A%E8%AD%B0/", 404),
        ("/%E2%82%AC", 404),
        ("/admin/%E2%82%AC/", 302),
        ("/recommendations/%E2%82%AC/", 404),
        ("/nowhere/%00/", 400),
        ("/recommendations/?level=x", 400),
        ("/recommendations/?q=%00", 400),
        ("/?" + "a" * 5000, 414),
        ("/accounts/login/", 200),
        ("/healthz", 200),
    ],
)
def test_every_response_carries_the_security_headers(client, path, status):
    answer = client.get(path)

    assert answer.status_code == status
    assert {name: answer[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_no_public_page_sets_a_cookie(client):
    assert dict(client.get("/").cookies) == {}


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", "public, max-age=60"),
        ("/nowhere/", "no-store"),
        ("/accounts/login/", "private, no-store"),
        ("/readyz", "no-store"),
    ],
)
def test_only_public_pages_are_publicly_cacheable(client, path, policy):
    assert client.get(path)["Cache-Control"] == policy


def test_a_source_file_is_sent_as_a_sandboxed_attachment(client):
    source = make_source(make_report(status="published"), "<script>alert(1)</script>")

    answer = client.get(reverse("site:source", args=[source.report.slug]))

    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="workshop.txt"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_an_internal_error_page_reveals_nothing_of_its_cause(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("portal.site.home.totals", lambda: 1 / 0)

    answer = client.get("/")

    assert (answer.status_code, "ZeroDivision" in answer.content.decode()) == (
        500,
        False,
    )
    assert "Something went wrong" in answer.content.decode()


def test_an_internal_error_page_is_styled_and_in_the_reader_s_language(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("portal.site.home.totals", lambda: 1 / 0)

    page = client.get("/", headers={"accept-language": "id"}).content.decode()

    assert (page.count('lang="id"'), page.count('rel="stylesheet"')) == (1, 1)


def test_an_error_in_the_frame_of_all_pages_still_has_a_page(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("portal.site.home.totals", lambda: 1 / 0)
    monkeypatch.setattr("portal.site.error_pages.gettext", lambda text: 1 / 0)

    answer = client.get("/")

    assert (answer.status_code, "Something went wrong" in answer.content.decode()) == (500, True)


class PanicException(BaseException):
    """Stands for the exception of Rust libraries, whose class cannot be imported."""


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/", "portal.site.home.totals"),
        ("/api/v1/themes/", "portal.api.querysets.themes"),
    ],
)
def test_a_panic_in_a_rust_library_is_answered_with_500(client, monkeypatch, path, view):
    def panic():
        raise PanicException("index out of bounds")

    monkeypatch.setattr(view, panic)

    answer = client.get(path)

    kind = "application/problem+json" if "api" in path else "text/html; charset=utf-8"
    assert (answer.status_code, answer["Content-Type"]) == (500, kind)


def test_readyz_lists_the_state_of_each_dependency(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (
        200,
        {"database": True, "migrations": True, "search": True},
    )


def test_readyz_answers_503_when_the_search_index_fails(client, monkeypatch):
    def fail(*_):
        raise OSError("The disk is gone.")

    monkeypatch.setattr("portal.search.index.reader.latest_snapshot", fail)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (
        503,
        {
            "database": True,
            "migrations": True,
            "search": False,
            "reason": "it does not respond: see the log",
        },
    )


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
@pytest.mark.parametrize("path", ["/", "/reports/", "/search/", "/sitemap.xml"])
def test_read_only_pages_refuse_other_methods_and_name_the_allowed_ones(client, method, path):
    answer = getattr(client, method)(path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_healthz_answers_requests_with_an_ip_address_as_host(client):
    answer = client.get("/healthz", headers={"host": "10.0.0.7"})

    assert (answer.status_code, answer.content) == (200, b"alive")


def test_a_form_without_a_csrf_cookie_is_refused_with_advice():
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ana"})

    assert answer.status_code == 403
    assert "Allow cookies for this site" in answer.content.decode()


@pytest.mark.parametrize(
    "length",
    [
        str(11 * 1024 * 1024 + 1),
        "0" * 18 + str(1024 * 1024 * 1024),
        "9" * 30,
        "-1",
        "many",
        "²",
    ],
)
def test_an_oversized_or_invalid_content_length_is_refused_with_413(client, db, length):
    answer = client.post("/editing/imports/", CONTENT_LENGTH=length)

    assert answer.status_code == 413
    assert "Files may be at most 10 MB." in answer.content.decode()
