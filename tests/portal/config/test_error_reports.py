"""Errors sent to a Sentry server say what failed where, and nothing about a person."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest
from django.core.exceptions import DisallowedHost

from portal.config.error_reports import keep_impersonal, send_errors
from tests.harness.own_portal import own_portal

# Requests and a job that fail, with everything personal that they have.
FAIL = """
import django
django.setup()
import logging
import sentry_sdk
from django.test import Client
from portal.accounts.adapter import Adapter
from portal.config.error_reports import send_errors
from portal.operations import jobs
from portal.site import home

def fail(*given, **options):
    name = "Ana Cruz"
    raise ValueError(f"{name} <ana@example.org>")

send_errors()
home.totals = fail
Adapter.pre_authenticate = fail
client = Client(
    raise_request_exception=False,
    SERVER_NAME="localhost",
    REMOTE_ADDR="203.0.113.7",
    HTTP_X_FORWARDED_FOR="203.0.113.7",
    HTTP_USER_AGENT="telephone of Ana",
    HTTP_REFERER="http://localhost/people/ana-cruz/",
)
client.cookies["sessionid"] = "a-secret-session"
client.get("/?q=ana+cruz")
client.post("/accounts/login/?next=/people/ana-cruz/", {"login": "ana", "password": "a-secret-word"})
logging.getLogger("portal").error("No mail for %s", "ana@example.org")
sentry_sdk.flush()
"""
PERSONAL = ("ana@", "cruz", "example.org", "203.0.113", "telephone", "a-secret", "sessionid")


class Ingest(BaseHTTPRequestHandler):
    """What takes the envelopes of a Sentry server."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        decompress = {"br": brotli.decompress, "gzip": gzip.decompress}
        if encoding := self.headers.get("Content-Encoding"):
            body = decompress[encoding](body)
        self.server.envelopes.append(body.decode())
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *given):
        """Print nothing."""


@pytest.fixture
def sentry():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Ingest)
    server.envelopes = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def portal(tmp_path):
    yield from own_portal(tmp_path, "sqlite")


def events(sentry):
    for envelope in sentry.envelopes:
        _, *items = envelope.splitlines()
        for head, content in zip(items[::2], items[1::2], strict=True):
            if json.loads(head)["type"] == "event":
                yield json.loads(content)


@pytest.mark.once
def test_an_event_says_what_failed_where_and_nothing_about_a_person(portal, sentry):
    portal.environment["SENTRY_DSN"] = f"http://key@127.0.0.1:{sentry.server_port}/1"

    code, _, errors = portal.run("-c", FAIL)

    assert code == 0, errors
    found = {event.get("transaction"): event for event in events(sentry)}
    error = found["site:home"]["exception"]["values"][0]
    assert (error["type"], error["stacktrace"]["frames"][-1]["function"]) == ("ValueError", "fail")
    assert len(found["site:home"]["tags"]["request"]) == 32
    assert found.keys() == {"site:home", "account_login", None}
    sent = "".join(sentry.envelopes).casefold()
    assert [word for word in PERSONAL if word in sent] == []


def test_a_malformed_request_is_no_error_of_the_portal():
    error = DisallowedHost("Invalid HTTP_HOST header: 'cruz.example.org'")

    assert keep_impersonal({}, {"exc_info": (DisallowedHost, error, None)}) is None


def test_without_an_address_nothing_is_sent(settings):
    assert settings.SENTRY_DSN == ""
    assert send_errors() is None
