"""One request and its answer: what is read, when, and what the application gets of it."""

import threading
from contextlib import ExitStack

import pytest

from portal.server import limits
from tests.portal.server.served import (
    CLOSE,
    MEGABYTE,
    asked,
    body_of,
    connected,
    fine,
    get,
    post,
    served,
    status_of,
    until_closed,
)


def seen(key):
    """An application that answers what it sees under a key, beside how much it can read."""

    def application(environ, start_response):
        start_response("200 OK", [])
        return [
            f"{environ.get(key)} {len(environ['wsgi.input'].read())}".encode(),
        ]

    return application


def test_an_answer_says_what_the_application_says_and_nothing_of_the_server():
    with served() as (port, _):
        head, _, body = asked(port, get("/", CLOSE)).partition(b"\r\n\r\n")

    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Date: ")]
    assert (lines, body) == (
        [
            b"HTTP/1.1 200 OK",
            b"Content-Type: text/plain",
            b"Content-Length: 4",
            b"Connection: close",
        ],
        b"fine",
    )


def test_requests_on_one_connection_are_answered_in_their_order():
    with served(seen("PATH_INFO")) as (port, _):
        answers = asked(port, get("/1") + get("/2") + get("/3", CLOSE))

    assert [part[-4:] for part in answers.split(b"HTTP/1.1 200 OK")[1:]] == [
        b"/1 0",
        b"/2 0",
        b"/3 0",
    ]


@pytest.mark.parametrize(
    ("sent", "what"),
    [
        (post(b"typed", CLOSE), b"5 5"),
        (post(b"typed", CLOSE, length="00000000005"), b"5 5"),
        (
            get("/", CLOSE, "Transfer-Encoding: chunked", method="POST")
            + b"3\r\ntyp\r\n2\r\ned\r\n0\r\n\r\n",
            b"5 5",
        ),
        (post(b"", CLOSE), b"0 0"),
        (post(b"x" * 1001, CLOSE), b"1001 0"),
        (
            get("/", CLOSE, "Transfer-Encoding: chunked", method="POST")
            + b"3e9\r\n%s\r\n0\r\n\r\n" % (b"x" * 1001),
            b"1001 0",
        ),
        # What is longer than it was said to be is the next request, which nobody can read.
        (post(b"typed and more", CLOSE, length=5), b"5 5"),
    ],
)
def test_the_application_gets_what_came_or_nothing_if_it_is_too_much(sent, what):
    with served(seen("CONTENT_LENGTH")) as (port, _):
        assert body_of(asked(port, sent)) == what


def test_who_may_send_is_asked_before_the_body_is_there():
    asked_for = threading.Event()

    def allowed(environ):
        asked_for.set()
        return 100

    with (
        served(allowed=allowed) as (port, _),
        connected(port, post(b"", CLOSE, length=5)) as connection,
    ):
        assert asked_for.wait()
        connection.sendall(b"typed")
        assert body_of(until_closed(connection)) == b"typed"


@pytest.mark.parametrize("length", [str(10**9), "0" * 18 + str(10**9), "9" * 40])
def test_what_is_much_too_much_is_answered_before_a_byte_of_it_comes(length):
    with served(seen("CONTENT_LENGTH")) as (port, _):
        answer = asked(port, post(b"", length=length))

    assert body_of(answer) == f"{length} 0".encode()


def test_a_browser_that_sends_too_much_gets_to_read_why():
    with served(seen("CONTENT_LENGTH")) as (port, _):
        answer = asked(port, post(b"x" * 8 * MEGABYTE, CLOSE))

    assert body_of(answer) == b"%d 0" % (8 * MEGABYTE)


def test_if_nobody_can_say_how_much_may_be_sent_it_is_nothing():
    def allowed(environ):
        raise OSError("The database is gone.")

    with served(seen("CONTENT_LENGTH"), allowed=allowed) as (port, _):
        assert body_of(asked(port, post(b"typed", CLOSE))) == b"5 0"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (get("/" + "a" * 8200), 414),
        (get("/", "X: " + "a" * 17_000), 431),
        (get("/", "X: " + "a" * 70_000), None),
        (post(b"", length="1, 2"), 400),
        (post(b"", length="-1"), 400),
        (post(b"", length="five"), 400),
        (post(b"five", "Transfer-Encoding: chunked"), 400),
        (b"no request at all\r\n\r\n", 400),
        (get("http://["), 400),
        (get("/", "Transfer-Encoding: chunked", method="POST") + b"zz\r\n", 400),
    ],
)
def test_what_nobody_can_mean_ends_the_connection_and_reaches_no_page(
    sent, status, caplog
):
    reached = []

    def application(environ, start_response):
        reached.append(environ.get("PATH_INFO"))
        return fine(environ, start_response)

    with served(application) as (port, _):
        assert status_of(asked(port, sent)) == status
        assert status_of(asked(port, get("/", CLOSE))) == 200

    assert reached == ["/"]
    assert [one.getMessage() for one in caplog.records if one.exc_info] == []


def test_headers_that_never_end_are_ended(monkeypatch):
    monkeypatch.setattr(limits, "HEADER_SECONDS", 0.1)
    with served() as (port, _):
        assert asked(port, b"GET / HTTP/1.1\r\nX: ") == b""


def test_a_body_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE_SECONDS", 0.1)
    with served() as (port, _):
        assert asked(port, post(b"", length=100)) == b""
        assert asked(port, post(b"", length=2000)) == b""


def test_a_reader_who_takes_nothing_in_is_cut_off(monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(limits, "SLOWEST_BYTES_PER_SECOND", 10**9)
    gone = threading.Event()

    class Parts:
        def __iter__(self):
            return iter([b"x" * 50 * MEGABYTE] * 2)

        def close(self):
            gone.set()

    def application(environ, start_response):
        start_response("200 OK", [])
        return Parts()

    with served(application) as (port, _), connected(port, get()) as connection:
        assert gone.wait()
        assert len(until_closed(connection)) < 50 * MEGABYTE


def test_a_reader_who_leaves_ends_the_answer():
    gone = threading.Event()

    def parts():
        try:
            while True:
                yield b"x" * MEGABYTE
        finally:
            gone.set()

    def application(environ, start_response):
        start_response("200 OK", [])
        return parts()

    with served(application) as (port, _):
        with connected(port, get()) as connection:
            connection.recv(1000)
        assert gone.wait()


def test_what_was_asked_for_by_somebody_who_has_gone_is_not_answered():
    goes_on, answered = threading.Event(), []

    def application(environ, start_response):
        answered.append(environ["PATH_INFO"])
        assert goes_on.wait()
        start_response("200 OK", [])
        return [b"x" * MEGABYTE]

    with served(application) as (port, connections):
        with connected(port, get("/") * 100) as connection:
            goes_on.set()
            connection.recv(1000)
        while connections.waiting or connections.exchanges:
            asked(port, get("/other", CLOSE))

    # What the system has taken in for the reader before he went.
    assert answered.count("/") < 50


def test_no_thread_waits_for_a_reader():
    def application(environ, start_response):
        start_response("200 OK", [])
        if environ["PATH_INFO"] == "/long":
            return (b"x" * MEGABYTE for _ in range(100))
        return [b"short"]

    with served(application, threads=1) as (port, _), ExitStack() as readers:
        for _ in range(5):
            reader = readers.enter_context(connected(port, get("/long")))
            assert reader.recv(15) == b"HTTP/1.1 200 OK"
        answer = asked(port, get("/", CLOSE))

    assert body_of(answer) == b"short"


def test_many_at_once_each_get_their_own():
    with served(threads=4) as (port, _), ExitStack() as visitors:
        opened = [
            visitors.enter_context(connected(port, post(b"%d" % number, CLOSE)))
            for number in range(40)
        ]
        answers = [body_of(until_closed(one)) for one in opened]

    assert answers == [b"%d" % number for number in range(40)]
