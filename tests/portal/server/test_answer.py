"""What the application answers: its headers, its pieces, its end, and its faults."""

import pytest

from tests.portal.server.served import (
    CLOSE,
    MEGABYTE,
    asked,
    body_of,
    connected,
    get,
    served,
    status_of,
)


def test_head_gets_the_headers_alone():
    def application(environ, start_response):
        start_response("200 OK", [("Content-Length", "4")])
        return [b"fine"]

    with served(application) as (port, _):
        answer = asked(port, get("/", CLOSE, method="HEAD"))

    assert (b"Content-Length: 4" in answer, body_of(answer)) == (True, b"")


@pytest.mark.parametrize(("version", "is_chunked"), [("1.1", True), ("1.0", False)])
def test_an_answer_of_unknown_length_has_an_end_that_its_reader_knows(
    version, is_chunked
):
    def application(environ, start_response):
        start_response("200 OK", [])
        return (b"x" * 50_000 for _ in range(4))

    with served(application) as (port, _):
        answer = asked(port, get("/", CLOSE, version=version))

    assert answer.endswith(b"0\r\n\r\n") is is_chunked
    assert answer.count(b"x") >= 200_000


def test_an_answer_is_not_computed_far_ahead_of_its_reader():
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
            asked(port, get("/", CLOSE))
        # What the system holds for both ends, and one piece.
        assert len(computed) < 100


def test_a_failing_application_is_a_sentence_and_a_failing_answer_has_no_end():
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
            asked(port, get(path)) for path in ("/at-once", "/header", "/later")
        )

    assert [(status_of(one), body_of(one)) for one in (at_once, header)] == [
        (500, b"Internal Server Error\n"),
        (500, b"Internal Server Error\n"),
    ]
    assert (status_of(later), later.endswith(b"0\r\n\r\n")) == (200, False)


def test_cookies_are_set_as_django_writes_them():
    def application(environ, start_response):
        start_response("200 OK", [("Set-Cookie", " a=1"), ("Set-Cookie", " b=2")])
        return [b""]

    with served(application) as (port, _):
        answer = asked(port, get("/", CLOSE))

    assert (answer.count(b"Set-Cookie: a=1\r\n"), answer.count(b"b=2\r\n")) == (1, 1)
