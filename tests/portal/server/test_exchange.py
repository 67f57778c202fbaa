"""A request and its response: what is read, when, and what the application gets of it."""

import threading
from contextlib import ExitStack

import pytest

from portal.server import limits
from tests.harness.http_server import (
    CLOSE,
    MEGABYTE,
    body_of,
    connected,
    fine,
    get,
    post,
    send_request,
    served,
    status_of,
    until_closed,
)


def echo_variable(key):
    """Return an application that answers with a variable and the length of the body it can read."""

    def application(environ, start_response):
        start_response("200 OK", [])
        return [
            f"{environ.get(key)} {len(environ['wsgi.input'].read())}".encode(),
        ]

    return application


def test_a_response_has_the_headers_of_the_application_and_no_server_header():
    with served() as (port, _):
        head, _, body = send_request(port, get("/", CLOSE)).partition(b"\r\n\r\n")

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


def test_pipelined_requests_are_answered_in_order():
    with served(echo_variable("PATH_INFO")) as (port, _):
        answers = send_request(port, get("/1") + get("/2") + get("/3", CLOSE))

    assert [part[-4:] for part in answers.split(b"HTTP/1.1 200 OK")[1:]] == [
        b"/1 0",
        b"/2 0",
        b"/3 0",
    ]


@pytest.mark.parametrize(
    ("sent", "expected"),
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
        # Bytes beyond Content-Length are taken as the next request, which is malformed.
        (post(b"typed and more", CLOSE, length=5), b"5 5"),
    ],
)
def test_the_application_gets_the_request_body_or_nothing_if_it_is_too_large(sent, expected):
    with served(echo_variable("CONTENT_LENGTH")) as (port, _):
        assert body_of(send_request(port, sent)) == expected


def test_the_body_limit_is_determined_before_the_body_arrives():
    limit_requested = threading.Event()

    def allowed(environ):
        limit_requested.set()
        return 100

    with (
        served(allowed=allowed) as (port, _),
        connected(port, post(b"", CLOSE, length=5)) as connection,
    ):
        assert limit_requested.wait()
        connection.sendall(b"typed")
        assert body_of(until_closed(connection)) == b"typed"


@pytest.mark.parametrize("length", [str(10**9), "0" * 18 + str(10**9), "9" * 40])
def test_a_far_too_large_body_is_answered_before_it_is_received(length):
    with served(echo_variable("CONTENT_LENGTH")) as (port, _):
        answer = send_request(port, post(b"", length=length))

    assert body_of(answer) == f"{length} 0".encode()


def test_a_client_that_sends_a_too_large_body_still_receives_the_response():
    with served(echo_variable("CONTENT_LENGTH")) as (port, _):
        answer = send_request(port, post(b"x" * 8 * MEGABYTE, CLOSE))

    assert body_of(answer) == b"%d 0" % (8 * MEGABYTE)


def test_no_body_is_accepted_if_the_limit_cannot_be_determined():
    def allowed(environ):
        raise OSError("The database is gone.")

    with served(echo_variable("CONTENT_LENGTH"), allowed=allowed) as (port, _):
        assert body_of(send_request(port, post(b"typed", CLOSE))) == b"5 0"


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
def test_a_malformed_request_is_refused_without_reaching_the_application(sent, status, caplog):
    reached = []

    def application(environ, start_response):
        reached.append(environ.get("PATH_INFO"))
        return fine(environ, start_response)

    with served(application) as (port, _):
        assert status_of(send_request(port, sent)) == status
        assert status_of(send_request(port, get("/", CLOSE))) == 200

    assert reached == ["/"]
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def test_headers_that_never_complete_time_out(monkeypatch):
    monkeypatch.setattr(limits, "HEADER_SECONDS", 0.1)
    with served() as (port, _):
        assert send_request(port, b"GET / HTTP/1.1\r\nX: ") == b""


def test_a_body_that_never_completes_times_out(monkeypatch):
    monkeypatch.setattr(limits, "TRANSFER_SECONDS", 0.1)
    with served() as (port, _):
        assert send_request(port, post(b"", length=100)) == b""
        assert send_request(port, post(b"", length=2000)) == b""


def test_a_client_that_reads_nothing_is_disconnected(monkeypatch):
    monkeypatch.setattr(limits, "TRANSFER_SECONDS", 0.1)
    monkeypatch.setattr(limits, "MIN_BYTES_PER_SECOND", 10**9)
    closed = threading.Event()

    class Parts:
        def __iter__(self):
            return iter([b"x" * 50 * MEGABYTE] * 2)

        def close(self):
            closed.set()

    def application(environ, start_response):
        start_response("200 OK", [])
        return Parts()

    with served(application) as (port, _), connected(port, get()) as connection:
        assert closed.wait()
        assert len(until_closed(connection)) < 50 * MEGABYTE


def test_a_disconnecting_client_stops_the_response():
    closed = threading.Event()

    def parts():
        try:
            while True:
                yield b"x" * MEGABYTE
        finally:
            closed.set()

    def application(environ, start_response):
        start_response("200 OK", [])
        return parts()

    with served(application) as (port, _):
        with connected(port, get()) as connection:
            connection.recv(1000)
        assert closed.wait()


def test_pipelined_requests_of_a_disconnected_client_are_not_processed():
    may_continue, answered = threading.Event(), []

    def application(environ, start_response):
        answered.append(environ["PATH_INFO"])
        assert may_continue.wait()
        start_response("200 OK", [])
        return [b"x" * MEGABYTE]

    with served(application) as (port, connections):
        with connected(port, get("/") * 100) as connection:
            may_continue.set()
            connection.recv(1000)
        while connections.waiting or connections.exchanges:
            send_request(port, get("/other", CLOSE))

    # Requests whose responses the operating system buffered before the client disconnected.
    assert answered.count("/") < 50


def test_slow_clients_block_no_thread():
    def application(environ, start_response):
        start_response("200 OK", [])
        if environ["PATH_INFO"] == "/long":
            return (b"x" * MEGABYTE for _ in range(100))
        return [b"short"]

    with served(application, threads=1) as (port, _), ExitStack() as readers:
        for _ in range(5):
            reader = readers.enter_context(connected(port, get("/long")))
            assert reader.recv(15) == b"HTTP/1.1 200 OK"
        answer = send_request(port, get("/", CLOSE))

    assert body_of(answer) == b"short"


def test_many_concurrent_clients_each_get_their_own_response():
    with served(threads=4) as (port, _), ExitStack() as visitors:
        opened = [
            visitors.enter_context(connected(port, post(b"%d" % number, CLOSE)))
            for number in range(40)
        ]
        answers = [body_of(until_closed(connection)) for connection in opened]

    assert answers == [b"%d" % number for number in range(40)]
