"""Compression of public pages."""

import gzip

import brotli
import pytest
from django.test import RequestFactory

from portal.config.compression import encoding_for
from tests.builders.records import make_recommendation, make_report, make_source

DECOMPRESS = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000, gzip;q=0", ""),
        ("BR ; q=0.5", "br"),
        ("identity", ""),
        ("*", ""),
        ("", ""),
        (",,;q=1,br;;", ""),
    ],
)
def test_the_best_accepted_content_encoding_is_chosen(accepted, encoding):
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})

    assert encoding_for(request) == encoding


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/", "/recommendations/", "/recommendations/?q=train", "/recommendations/?level=nowhere"],
)
def test_a_page_has_the_same_content_in_every_accepted_encoding(client, path):
    make_recommendation(make_report(status="published"), text="Train more people")
    answers = [
        client.get(path, headers={"accept-encoding": encoding or "identity"})
        for encoding in ("br", "gzip", "", "br", "gzip", "")
    ]

    encodings = [answer.get("Content-Encoding", "") for answer in answers]
    pages = {DECOMPRESS[answer.get("Content-Encoding", "")](answer.content) for answer in answers}
    lengths = [int(answer["Content-Length"]) == len(answer.content) for answer in answers]
    assert encodings == ["br", "gzip", "", "br", "gzip", ""]
    assert (len(pages), lengths) == (1, [True] * 6)


def test_private_pages_are_not_compressed(admin_client):
    page = admin_client.get("/admin/", headers={"accept-encoding": "br, gzip"})

    assert (page.status_code, page.get("Content-Encoding")) == (200, None)


@pytest.mark.django_db
def test_a_streamed_response_is_not_compressed(client):
    make_recommendation(make_report(status="published"), text="Train more people")

    stream = client.get("/recommendations/export.csv", headers={"accept-encoding": "br"})

    assert stream.get("Content-Encoding") is None


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_head_request_answers_the_headers_of_get_without_the_body(client, encoding):
    make_recommendation(make_report(status="published"), text="Train more people")
    headers = {"accept-encoding": encoding}

    head = client.head("/recommendations/?q=train", headers=headers)
    page = client.get("/recommendations/?q=train", headers=headers)

    assert head.content == b""
    # Each answer names its own request.
    assert head.headers.pop("X-Request-ID") != page.headers.pop("X-Request-ID")
    assert head.headers == page.headers


@pytest.mark.django_db
def test_a_source_file_is_sent_uncompressed(client):
    report = make_report(status="published")
    source = make_source(report, text="Workshop " * 1000)
    address = f"/reports/{report.slug}/source"

    answer = client.get(address, headers={"accept-encoding": "br, gzip"})

    assert (answer.get("Content-Encoding"), answer.content) == (
        None,
        bytes(source.content),
    )
