"""A harvester as libraries use it, which speaks to the portal in the process of the test."""

import logging
from contextlib import contextmanager

import httpx2
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from oaipmh_scythe import HTTPConfig, Scythe

# It reports every request.
logging.getLogger("httpx2").setLevel(logging.WARNING)
HOST = "127.0.0.1"
BASE = f"http://{HOST}:8000"


@contextmanager
def harvester(method="GET"):
    """Yield a client whose requests go through the whole portal, without a socket."""
    scythe = Scythe(f"{BASE}/oai", http_config=HTTPConfig(http_method=method))
    transport = httpx2.WSGITransport(app=get_wsgi_application())
    scythe._client = httpx2.Client(transport=transport)
    with scythe, connection_kept():
        yield scythe


@contextmanager
def connection_kept():
    """Let requests leave open the connection, in whose transaction the test's records are."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def harvest(scythe, **arguments):
    """Return the records by their identifiers, the last state of each, after a whole harvest."""
    return {record.header.identifier: record for record in scythe.list_records(**arguments)}


def identifier(report, path=""):
    return f"oai:{HOST}:reports/{report.pk}{path}"
