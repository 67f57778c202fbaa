"""The metrics: what Prometheus reads, on an address of its own."""

import json
import re
import time
from http.client import HTTPConnection

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from portal.config import env, metrics
from portal.config.metrics import Measurements
from portal.status import measures
from tests.harness.served_portal import ask, copy_started, free_port, stop

RULES = settings.BASE_DIR / "docs" / "monitoring" / "alerts.yml"


def scrape(port, path="/metrics"):
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def samples(text):
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


LIST = ("route", "site:report-list")


def scrape_until(port, requests):
    """Return the samples once so many requests of the list are counted; a thread counts them later."""
    while True:
        status, text = scrape(port)
        assert status == 200
        found = samples(text)
        numbers = [value for (name, *labels), value in found.items() if is_list(name, labels)]
        if sum(numbers) >= requests and "refused" in text:
            return found
        time.sleep(0.1)


def is_list(name, labels):
    return name == "portal_http_requests_total" and LIST in labels


@pytest.mark.once
def test_all_processes_are_counted_together_on_an_address_of_its_own(serve, port, tmp_path):
    copy_started(tmp_path / "data")
    (tmp_path / "data" / "metrics").mkdir()
    (tmp_path / "data" / "metrics" / "counter_7.db").write_bytes(b"of the last start")
    address = free_port()
    process = serve(METRICS_ADDRESS=f"127.0.0.1:{address}", ACCESS_LOG="yes")
    for _ in range(12):
        assert ask(port, "/reports/")[0] == 200
    refused = ask(port, "/" + "a" * 9000)

    found = scrape_until(address, requests=12)
    elsewhere = [scrape(address, "/reports/")[0], ask(port, "/metrics")[0]]
    printed = stop(process)

    refused_key = (("route", "refused"), ("source", "none"), ("status", "4xx"))
    assert (refused[0], elsewhere) == (414, [404, 404])
    assert found["portal_http_requests_total", *refused_key] == 1
    assert found["portal_http_request_duration_seconds_count", LIST] == 12
    assert found["portal_up",] == 1
    lines = [json.loads(line) for line in printed.splitlines() if '"access"' in line]
    assert sum(line["route"] == "site:report-list" for line in lines) == 12


def test_the_site_serves_no_metrics_by_default(client, db):
    assert settings.METRICS_ADDRESS is None
    assert client.get("/metrics").status_code == 404


def test_what_can_be_measured_is_stated_when_something_cannot(db, monkeypatch, caplog):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(measures, "measure_mail", broken)

    values = {
        sample.name: sample.value
        for family in Measurements().collect()
        for sample in family.samples
    }

    assert values["portal_up"] == 0
    assert values["portal_disk_free_bytes"] > 0
    assert ("portal_sessions" in values, "portal_mails_waiting" in values) == (True, False)
    assert "mail_gauges" in caplog.text


def test_every_metric_of_the_example_rules_exists(db):
    counted = {name for family in REGISTRY.collect() for name in names_of(family)}
    measured = {name for family in Measurements().collect() for name in names_of(family)}

    named = set(re.findall(r"\bportal_[a-z_]+", RULES.read_text()))

    assert len(named) > 10
    assert named - counted - measured == set()


def names_of(family):
    """Return the names of the samples of a family, whether or not it has any yet."""
    endings = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}
    return {family.name + ending for ending in endings.get(family.type, [""])}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:9100", ("127.0.0.1", 9100)),
        ("[::1]:9100", ("::1", 9100)),
        ("", None),
    ],
)
def test_the_address_of_the_metrics_is_an_ip_address_and_a_port(monkeypatch, text, address):
    monkeypatch.setenv("METRICS_ADDRESS", text)

    assert env.socket_address("METRICS_ADDRESS") == address


@pytest.mark.parametrize(
    "text", ["9100", "127.0.0.1", "localhost:9100", "127.0.0.1:0", "127.0.0.1:99999999"]
)
def test_an_address_that_is_none_is_refused_with_an_example(monkeypatch, text):
    monkeypatch.setenv("METRICS_ADDRESS", text)

    with pytest.raises(ImproperlyConfigured, match="it must be an IP address and a port"):
        env.socket_address("METRICS_ADDRESS")


def test_the_metrics_application_answers_nothing_else():
    started = []

    body = metrics.application({"PATH_INFO": "/"}, lambda status, headers: started.append(status))

    assert (started, body) == (["404 Not Found"], [b"Metrics are at /metrics\n"])
