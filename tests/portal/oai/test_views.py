"""The view: methods, headers and forms."""

import gzip
import re

import pytest
from lxml import etree

from tests.harness.harvester import harvester

pytestmark = pytest.mark.django_db
OAI = {"oai": "http://www.openarchives.org/OAI/2.0/"}


def test_an_answer_is_xml_of_this_moment_that_no_cache_keeps(client, report):
    answer = client.get("/oai", {"verb": "Identify"})

    root = etree.fromstring(answer.content)
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", root.find("oai:responseDate", OAI).text)


def test_a_form_needs_no_cookie_and_has_a_limit(report):
    with harvester("POST") as scythe:
        sent = scythe.client.post(scythe.endpoint, data={"verb": "Identify"})
        long = scythe.client.post(scythe.endpoint, data={"verb": "x" * 70_000})

    assert (sent.status_code, long.status_code) == (200, 413)
    assert sent.cookies == long.cookies == {}


def test_other_methods_are_refused(client):
    answer = client.put("/oai")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_an_answer_is_compressed_for_those_who_ask_for_it(client, report):
    arguments = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}

    answer = client.get("/oai", arguments, headers={"Accept-Encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"
    assert b"Lower the fees." in gzip.decompress(answer.content)
