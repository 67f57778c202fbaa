"""API errors, methods, CORS and caching, and the API documentation page."""

import pytest
from django.urls import reverse

from tests.builders.records import make_recommendation, make_report

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"
PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("address", "status", "parameters"),
    [
        ("/recommendations/?level=x", 400, ["level"]),
        ("/recommendations/?theme=none&year=1800", 400, ["theme", "year"]),
        ("/contributions/?session=a/b", 400, ["session"]),
        ("/contributions/?sort=longest", 400, ["sort"]),
        ("/recommendations/?lvel=regional", 422, ["lvel"]),
        ("/recommendations/?speaker=song-jiyong", 422, ["speaker"]),
        ("/recommendations/?q=a&q=b", 422, ["q"]),
        ("/recommendations/?q=" + "a" * 201, 422, ["q"]),
        ("/recommendations/?" + "&theme=a" * 11, 422, ["theme"]),
        ("/recommendations/?theme=" + "a" * 121, 422, ["theme"]),
        ("/themes/?page=0", 422, ["page"]),
        ("/themes/?page=1001", 422, ["page"]),
        ("/themes/?limit=0", 422, ["limit"]),
        ("/themes/?limit=101&page=x", 422, ["page", "limit"]),
        ("/themes/?level=national", 422, ["level"]),
        ("/themes/1/?limit=5", 422, ["limit"]),
        ("/themes/9223372036854775808/", 422, ["id"]),
        ("/themes/9223372036854775807/", 404, []),
        ("/themes/" + "9" * 5000 + "/", 404, []),
        ("/themes/x/", 404, []),
        ("/nothing/", 404, []),
        ("/", 404, []),
        ("/themes/?q=%00", 400, []),
        ("/themes/?q=%FF", 400, []),
        ("/themes/?q=" + "a" * 5000, 414, []),
    ],
)
def test_an_api_error_names_every_invalid_parameter(client, address, status, parameters):
    answer = client.get(ROOT + address)

    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert [error["parameter"] for error in problem["errors"]] == parameters


def test_an_api_error_gives_the_reason_shown_on_the_page(client):
    answer = client.get(f"{ROOT}/recommendations/?level=x")

    reason = "“x” is not a level. The levels are national, bilateral, regional, all and none."
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": f"level: {reason}",
        "errors": [{"parameter": "level", "reason": reason}],
    }


def test_an_internal_api_error_reveals_nothing_of_its_cause(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("portal.exports.record_json.recommendation", lambda recommendation: 1 / 0)
    make_recommendation(make_report(status="published"))

    answer = client.get(f"{ROOT}/recommendations/")

    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert answer.json()["detail"] == "Something went wrong on our side and was logged."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", [f"{ROOT}/themes/", f"{ROOT}/themes/1/", "/api/"])
def test_the_api_refuses_every_writing_method(client, method, address):
    answer = getattr(client, method)(address)

    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.get("Access-Control-Allow-Origin") is None


def test_an_api_head_request_answers_like_get_without_the_body(client):
    full, head = (request(f"{ROOT}/themes/") for request in (client.get, client.head))

    assert (head.status_code, head.content) == (200, b"")
    # Each answer names its own request.
    assert head.headers.pop("X-Request-ID") != full.headers.pop("X-Request-ID")
    assert head.headers == full.headers


def test_the_api_answers_cors_preflight_requests(client):
    answer = client.options(f"{ROOT}/themes/")

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("address", "origins", "policy"),
    [
        (f"{ROOT}/themes/", "*", "cross-origin"),
        (f"{ROOT}/openapi.json", "*", "cross-origin"),
        (f"{ROOT}/nothing/", "*", "cross-origin"),
        ("/themes/", None, "same-origin"),
        ("/apiary/", None, "same-origin"),
        ("/admin/login/", None, "same-origin"),
    ],
)
def test_cors_headers_allow_every_origin_for_the_api_only(client, address, origins, policy):
    answer = client.get(address)

    assert answer.get("Access-Control-Allow-Origin") == origins
    assert answer["Cross-Origin-Resource-Policy"] == policy


def test_an_api_response_is_cacheable_and_sets_no_cookie(client):
    answer = client.get(f"{ROOT}/themes/")

    assert answer["Cache-Control"] == "public, max-age=60"
    assert (dict(answer.cookies), answer.get("Vary")) == ({}, None)


def test_the_api_documentation_page_lists_routes_and_parameter_bounds(client):
    make_recommendation(make_report(status="published"))

    page = client.get(reverse("api")).content.decode()

    expected = [
        "/api/v1/instruments/{id}/",
        "At least 1; at most 100.",
        "One of national, bilateral, regional, all, none; may be repeated, up to 10 times.",
        "From 1900 to 2099; may be repeated, up to 10 times.",
        "/api/v1/openapi.json",
    ]
    assert [text for text in expected if text not in page] == []


def test_every_example_url_of_the_api_documentation_answers(client):
    make_recommendation(make_report(status="published"))

    routes = client.get(reverse("api")).context["routes"]

    urls = [route["example"] for route in routes if route["example"]]
    assert [client.get(url).status_code for url in urls] == [200] * len(urls)
    assert len(urls) == 17  # search, lists, one recommendation, one report with its parts
