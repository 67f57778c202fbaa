"""A request's line and headers as WSGI wants them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders, RequestStartLine

from portal.server.environ import RefusedError, environ_of, of_server

SERVER = of_server("127.0.0.1", 8000)


def environ(target="/", headers=()):
    made = HTTPHeaders()
    for name, value in headers:
        made.add(name, value)
    line = RequestStartLine("GET", target, "HTTP/1.1")
    return environ_of(line, made, address="192.0.2.1", server=SERVER)


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        ("/", "/", ""),
        ("/a%20b/?q=%C3%A3&x", "/a b/", "q=%C3%A3&x"),
        ("/S%C3%A3o", "/S\u00c3\u00a3o", ""),
        ("/a?b?c", "/a", "b?c"),
        ("//elsewhere.example/x", "//elsewhere.example/x", ""),
        ("http://127.0.0.1:8000/a?b", "/a", "b"),
        ("http://127.0.0.1:8000", "/", ""),
        ("*", "*", ""),
    ],
)
def test_the_address_is_taken_apart(target, path, query):
    found = environ(target)

    assert (found["PATH_INFO"], found["QUERY_STRING"]) == (path, query)


def path_or_status(target):
    try:
        return environ(target)["PATH_INFO"]
    except RefusedError as refused:
        return refused.status


@given(st.text(st.characters(codec="latin-1"), min_size=1))
@example("http://[")
@example("http://\u00aa[::1]]/")
def test_whatever_is_asked_for_is_an_address_or_a_bad_request(target):
    outcome = path_or_status(target)

    assert outcome != ""
    assert outcome == 400 or isinstance(outcome, str)
    assert isinstance(outcome, str) or not target.startswith("/")


def test_no_header_becomes_a_part_of_the_server_s_own_environment():
    found = environ(
        headers=[
            ("SCRIPT_NAME", "/evil"),
            ("X_Forwarded_For", "203.0.113.1"),
            ("Remote-Addr", "203.0.113.1"),
            ("Proxy", "evil"),
        ]
    )

    assert (found["SCRIPT_NAME"], found["REMOTE_ADDR"]) == ("", "192.0.2.1")
    assert {name for name in found if name.startswith("HTTP_")} == {
        "HTTP_REMOTE_ADDR",
        "HTTP_PROXY",
    }


def test_headers_of_one_name_are_one():
    found = environ(
        headers=[("X-Forwarded-For", "1.1.1.1"), ("x-forwarded-for", "2.2.2.2")]
    )

    assert found["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"


def test_kind_and_length_of_a_body_have_names_of_their_own():
    found = environ(headers=[("Content-Type", "text/plain"), ("Content-Length", "5")])

    assert (found["CONTENT_TYPE"], found["CONTENT_LENGTH"]) == ("text/plain", "5")
