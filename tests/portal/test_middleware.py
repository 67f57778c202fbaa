"""What every answer carries, and what no request may."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.middleware import CONTENT_SECURITY_POLICY, limit_rate
from tests.builders import make_report, make_source

pytestmark = pytest.mark.django_db
PROTECTING = {
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
def test_every_answer_protects_its_reader(client, path, status):
    answer = client.get(path)

    assert answer.status_code == status
    assert {name: answer[name] for name in PROTECTING} == PROTECTING


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
def test_only_what_is_everybody_s_may_be_kept(client, path, policy):
    assert client.get(path)["Cache-Control"] == policy


def test_the_file_as_received_is_stored_and_never_run(client):
    source = make_source(make_report(status="published"), "<script>alert(1)</script>")

    answer = client.get(reverse("source", args=[source.report.slug]))

    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="workshop.txt"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_fault_of_ours_is_a_page_and_says_nothing_of_its_cause(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("portal.views.home.totals", lambda: 1 / 0)

    answer = client.get("/")

    assert (answer.status_code, "ZeroDivision" in answer.content.decode()) == (
        500,
        False,
    )
    assert "Something went wrong" in answer.content.decode()


class PanicException(BaseException):
    """As Rust's libraries raise it; its real class cannot be imported."""


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/", "portal.views.home.totals"),
        ("/api/v1/themes/", "portal.api.records.themes"),
    ],
)
def test_a_library_that_panics_ends_no_server(client, monkeypatch, path, view):
    def panics():
        raise PanicException("index out of bounds")

    monkeypatch.setattr(view, panics)

    answer = client.get(path)

    kind = "application/problem+json" if "api" in path else "text/html; charset=utf-8"
    assert (answer.status_code, answer["Content-Type"]) == (500, kind)


def test_an_address_that_asks_too_much_is_sent_away_and_others_are_not(
    settings, monkeypatch
):
    monkeypatch.setattr("portal.middleware.time.time", lambda: 1_000_000.0)
    settings.WEB_CONCURRENCY = 600
    answer = limit_rate(lambda request: HttpResponse("fine"))

    def ask(address):
        return answer(RequestFactory().get("/", REMOTE_ADDR=address)).status_code

    addresses = ["192.0.2.1", "192.0.2.1", "192.0.2.2", "127.0.0.1", "127.0.0.1"]
    assert [ask(one) for one in addresses] == [200, 429, 200, 200, 200]


def test_nobody_gets_out_of_the_limit_by_sending_from_ever_new_addresses(
    settings, monkeypatch
):
    monkeypatch.setattr("portal.middleware.time.time", lambda: 1_000_000.0)
    settings.WEB_CONCURRENCY = 60
    answer = limit_rate(lambda request: HttpResponse("fine"))

    def ask(address):
        return answer(RequestFactory().get("/", REMOTE_ADDR=address)).status_code

    first = {ask("192.0.2.1") for _ in range(10)}
    others = {ask(f"10.0.{number // 250}.{number % 250}") for number in range(12_000)}

    assert (first, others, ask("192.0.2.1")) == ({200}, {200}, 429)


def test_all_of_a_customer_s_ipv6_network_is_one_visitor(settings, monkeypatch):
    monkeypatch.setattr("portal.middleware.time.time", lambda: 1_000_000.0)
    settings.WEB_CONCURRENCY = 600
    answer = limit_rate(lambda request: HttpResponse("fine"))

    def ask(address):
        return answer(RequestFactory().get("/", REMOTE_ADDR=address)).status_code

    addresses = ["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:3::1", "::1", "::1"]
    assert [ask(one) for one in addresses] == [200, 429, 200, 200, 200]


def test_readiness_names_what_is_missing(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (
        200,
        {"database": True, "migrations": True, "search": True},
    )


def test_a_server_whose_search_does_not_answer_is_not_ready(client, monkeypatch):
    def fail(*_):
        raise OSError("The disk is gone.")

    monkeypatch.setattr("portal.search.opened.latest", fail)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (
        503,
        {
            "database": True,
            "migrations": True,
            "search": False,
            "reason": "it does not answer: see the log",
        },
    )


@pytest.mark.parametrize(
    "method", ["post", "put", "delete", "patch", "options", "trace"]
)
@pytest.mark.parametrize("path", ["/", "/reports/", "/search/", "/sitemap.xml"])
def test_what_can_only_be_read_says_so(client, method, path):
    answer = getattr(client, method)(path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_the_watcher_asks_by_address(client):
    answer = client.get("/healthz", headers={"host": "10.0.0.7"})

    assert (answer.status_code, answer.content) == (200, b"alive")


def test_a_form_without_its_cookie_says_what_to_do():
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
def test_more_than_is_taken_is_refused_before_it_is_kept(client, db, length):
    answer = client.post("/editing/imports/", CONTENT_LENGTH=length)

    assert answer.status_code == 413
    assert "A file of 10 MB is the most." in answer.content.decode()
