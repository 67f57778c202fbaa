"""The rate limit: how many requests a client network may send in a minute."""

from django.http import HttpResponse
from django.test import RequestFactory

from portal.config.rate_limit import rate_limit_middleware


def test_an_address_over_the_rate_limit_gets_429_and_others_do_not(settings, monkeypatch):
    monkeypatch.setattr("portal.config.rate_limit.time.time", lambda: 1_000_000.0)
    settings.WEB_CONCURRENCY = 600
    answer = rate_limit_middleware(lambda request: HttpResponse("fine"))

    def ask(address):
        return answer(RequestFactory().get("/", REMOTE_ADDR=address)).status_code

    addresses = ["192.0.2.1", "192.0.2.1", "192.0.2.2", "127.0.0.1", "127.0.0.1"]
    assert [ask(address) for address in addresses] == [200, 429, 200, 200, 200]


def test_requests_from_many_new_addresses_do_not_reset_the_rate_limit(settings, monkeypatch):
    monkeypatch.setattr("portal.config.rate_limit.time.time", lambda: 1_000_000.0)
    settings.WEB_CONCURRENCY = 60
    answer = rate_limit_middleware(lambda request: HttpResponse("fine"))

    def ask(address):
        return answer(RequestFactory().get("/", REMOTE_ADDR=address)).status_code

    first = {ask("192.0.2.1") for _ in range(10)}
    others = {ask(f"10.0.{number // 250}.{number % 250}") for number in range(12_000)}

    assert (first, others, ask("192.0.2.1")) == ({200}, {200}, 429)


def test_the_rate_limit_counts_an_ipv6_network_as_a_single_client(settings, monkeypatch):
    monkeypatch.setattr("portal.config.rate_limit.time.time", lambda: 1_000_000.0)
    settings.WEB_CONCURRENCY = 600
    answer = rate_limit_middleware(lambda request: HttpResponse("fine"))

    def ask(address):
        return answer(RequestFactory().get("/", REMOTE_ADDR=address)).status_code

    addresses = ["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:3::1", "::1", "::1"]
    assert [ask(address) for address in addresses] == [200, 429, 200, 200, 200]
