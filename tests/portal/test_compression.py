"""Pages that are the same for everyone travel compressed, and hold what they held."""

import gzip

import brotli
import pytest
from django.test import RequestFactory

from portal.compression import encoding_for
from tests.builders import make_recommendation, make_report, make_source

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


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
def test_the_best_encoding_is_chosen_of_those_that_the_reader_takes(accepted, encoding):
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})

    assert encoding_for(request) == encoding


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/recommendations/", "/recommendations/?q=train"]
)
def test_every_reader_gets_the_same_page_in_the_encoding_he_takes(client, path):
    make_recommendation(make_report(status="published"), text="Train more people")
    answers = [
        client.get(path, headers={"accept-encoding": encoding or "identity"})
        for encoding in ("br", "gzip", "", "br", "gzip", "")
    ]

    encodings = [one.get("Content-Encoding", "") for one in answers]
    pages = {UNPACK[one.get("Content-Encoding", "")](one.content) for one in answers}
    lengths = [int(one["Content-Length"]) == len(one.content) for one in answers]
    assert encodings == ["br", "gzip", "", "br", "gzip", ""]
    assert (len(pages), lengths) == (1, [True] * 6)


def test_what_is_not_the_same_for_all_is_not_compressed(admin_client):
    page = admin_client.get("/admin/", headers={"accept-encoding": "br, gzip"})

    assert (page.status_code, page.get("Content-Encoding")) == (200, None)


@pytest.mark.django_db
def test_a_stream_comes_as_it_is(client):
    make_recommendation(make_report(status="published"), text="Train more people")

    stream = client.get(
        "/recommendations/export.csv", headers={"accept-encoding": "br"}
    )

    assert stream.get("Content-Encoding") is None


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_head_says_what_a_page_is_and_holds_none_of_it(client, encoding):
    make_recommendation(make_report(status="published"), text="Train more people")
    asked = {"accept-encoding": encoding}

    head = client.head("/recommendations/?q=train", headers=asked)
    page = client.get("/recommendations/?q=train", headers=asked)

    assert head.content == b""
    assert head.headers == page.headers


@pytest.mark.django_db
def test_a_file_that_was_received_is_sent_as_it_is(client):
    report = make_report(status="published")
    source = make_source(report, text="Workshop " * 1000)
    address = f"/reports/{report.slug}/source"

    answer = client.get(address, headers={"accept-encoding": "br, gzip"})

    assert (answer.get("Content-Encoding"), answer.content) == (
        None,
        bytes(source.content),
    )
