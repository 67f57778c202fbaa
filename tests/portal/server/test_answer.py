"""The response of the application: its headers, chunks, end and errors."""

import pytest

from tests.harness.http_server import (
    CLOSE,
    MEGABYTE,
    body_of,
    connected,
    get,
    send_request,
    served,
    status_of,
)


def test_a_head_request_gets_headers_without_a_body():
    def application(environ, start_response):
        start_response("200 OK", [("Content-Length", "4")])
        return [b"fine"]

    with served(application) as (port, _):
        answer = send_request(port, get("/", CLOSE, method="HEAD"))

    assert (b"Content-Length: 4" in answer, body_of(answer)) == (True, b"")


@pytest.mark.parametrize(("version", "is_chunked"), [("1.1", True), ("1.0", False)])
def test_a_response_of_unknown_length_is_chunked_only_in_http_1_1(version, is_chunked):
    def application(environ, start_response):
        start_response("200 OK", [])
        return (b"x" * 50_000 for _ in range(4))

    with served(application) as (port, _):
        answer = send_request(port, get("/", CLOSE, version=version))

    assert answer.endswith(b"0\r\n\r\n") is is_chunked
    assert answer.count(b"x") >= 200_000


def test_a_response_is_not_generated_far_ahead_of_a_slow_client():
    computed = []

    def parts():
        for number in range(1000):
            computed.append(number)
            yield b"x" * MEGABYTE

    def application(environ, start_response):
        start_response("200 OK", [])
        return parts() if environ["PATH_INFO"] == "/long" else [b"short"]

    with served(application) as (port, _), connected(port, get("/long")) as connection:
        connection.recv(1000)
        for _ in range(20):
            send_request(port, get("/", CLOSE))
        # What the operating system buffers at both ends, and a chunk.
        assert len(computed) < 100


def test_an_application_error_answers_500_and_an_error_while_streaming_leaves_no_final_chunk():
    def failing(environ, start_response):
        if environ["PATH_INFO"] == "/at-once":
            raise OSError("gone")
        if environ["PATH_INFO"] == "/header":
            start_response("200 OK", [("X", "two\r\nlines")])
        start_response("200 OK", [])
        return parts()

    def parts():
        yield b"x" * 100_000
        raise OSError("gone")

    with served(failing) as (port, _):
        at_once, header, later = (
            send_request(port, get(path)) for path in ("/at-once", "/header", "/later")
        )

    assert [(status_of(answer), body_of(answer)) for answer in (at_once, header)] == [
        (500, b"Internal Server Error\n"),
        (500, b"Internal Server Error\n"),
    ]
    assert (status_of(later), later.endswith(b"0\r\n\r\n")) == (200, False)


def test_every_set_cookie_header_is_sent():
    def application(environ, start_response):
        start_response("200 OK", [("Set-Cookie", " a=1"), ("Set-Cookie", " b=2")])
        return [b""]

    with served(application) as (port, _):
        answer = send_request(port, get("/", CLOSE))

    assert (answer.count(b"Set-Cookie: a=1\r\n"), answer.count(b"b=2\r\n")) == (1, 1)
