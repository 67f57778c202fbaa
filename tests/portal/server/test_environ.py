"""The request line and headers are converted to a WSGI environment."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders, RequestStartLine

from portal.server.environ import RefusedError, environ_of, server_environ

SERVER = server_environ("127.0.0.1", 8000)


def environ(target="/", headers=()):
    http_headers = HTTPHeaders()
    for name, value in headers:
        http_headers.add(name, value)
    line = RequestStartLine("GET", target, "HTTP/1.1")
    return environ_of(line, http_headers, address="192.0.2.1", server=SERVER)


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
def test_the_request_target_is_split_into_path_and_query(target, path, query):
    variables = environ(target)

    assert (variables["PATH_INFO"], variables["QUERY_STRING"]) == (path, query)


def path_or_status(target):
    try:
        return environ(target)["PATH_INFO"]
    except RefusedError as refused:
        return refused.status


@given(st.text(st.characters(codec="latin-1"), min_size=1))
@example("http://[")
@example("http://\u00aa[::1]]/")
def test_every_request_target_gives_a_path_or_a_bad_request(target):
    outcome = path_or_status(target)

    assert outcome != ""
    assert outcome == 400 or isinstance(outcome, str)
    assert isinstance(outcome, str) or not target.startswith("/")


def test_a_request_header_cannot_override_a_server_variable():
    variables = environ(
        headers=[
            ("SCRIPT_NAME", "/evil"),
            ("X_Forwarded_For", "203.0.113.1"),
            ("Remote-Addr", "203.0.113.1"),
            ("Proxy", "evil"),
        ]
    )

    assert (variables["SCRIPT_NAME"], variables["REMOTE_ADDR"]) == ("", "192.0.2.1")
    assert {name for name in variables if name.startswith("HTTP_")} == {
        "HTTP_REMOTE_ADDR",
        "HTTP_PROXY",
    }


def test_repeated_headers_are_joined():
    variables = environ(headers=[("X-Forwarded-For", "1.1.1.1"), ("x-forwarded-for", "2.2.2.2")])

    assert variables["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"


def test_content_type_and_length_are_set_without_the_http_prefix():
    variables = environ(headers=[("Content-Type", "text/plain"), ("Content-Length", "5")])

    assert (variables["CONTENT_TYPE"], variables["CONTENT_LENGTH"]) == ("text/plain", "5")
