"""A harvester as libraries use it, which speaks to the portal in the process of the test."""

import httpx2
from django.core.wsgi import get_wsgi_application
from oaipmh_scythe import HTTPConfig, Scythe

BASE = "http://127.0.0.1:8000"


def harvester(method="GET"):
    """Return a client whose requests go through the whole portal, without a socket."""
    scythe = Scythe(f"{BASE}/oai", http_config=HTTPConfig(http_method=method))
    transport = httpx2.WSGITransport(app=get_wsgi_application())
    scythe._client = httpx2.Client(transport=transport)
    return scythe


def harvest(scythe, **arguments):
    """Return the records by their identifiers, the last state of each, after a whole harvest."""
    return {record.header.identifier: record for record in scythe.list_records(**arguments)}
