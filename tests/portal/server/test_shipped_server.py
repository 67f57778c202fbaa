"""The production server under slow and greedy clients."""

import socket
import time
from contextlib import ExitStack, contextmanager

import pytest

from tests.harness.own_portal import kill
from tests.harness.served_portal import ask, copy_started, free_port, start_in


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """Return the port of a server that the tests below share."""
    port, data = free_port(), tmp_path_factory.mktemp("running") / "data"
    copy_started(data)
    process = start_in(data, port)
    ask(port, "/")
    yield port
    kill(process)


@contextmanager
def opened(port, sent):
    """Yield a connection on which a part of a request has been sent."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        yield connection


def until_closed(connection):
    received = b""
    while more := connection.recv(65536):
        received += more
    return received


HALF_HEADERS = b"GET / HTTP/1.1\r\nX-Slow: "
FORM = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
# A long page that is rendered only once.
LONG_PAGE = "/reports/arf-workshop-security-stability-international-migration-2015/"


def half_body(port):
    """Return the beginning of a form request, with the cookie of the login form."""
    cookie = ask(port, "/accounts/login/")[1]["Set-Cookie"].partition(";")[0]
    head = f"Cookie: {cookie}\r\nContent-Length: 4000\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    return FORM + (head + kind).encode() + b"login="


def test_two_hundred_slow_connections_do_not_delay_other_requests(running):
    # Requested so often that the responses exceed every buffer of the operating system.
    unread = f"GET {LONG_PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() * 20
    with ExitStack() as slow:
        for sent in (HALF_HEADERS, half_body(running), unread):
            for _ in range(67):
                slow.enter_context(opened(running, sent))

        answers = [ask(running, "/")[0] for _ in range(20)]

    assert answers == [200] * 20


def test_a_request_that_never_completes_is_closed(running):
    with (
        opened(running, half_body(running)) as body,
        opened(running, HALF_HEADERS) as headers,
    ):
        assert (until_closed(headers), until_closed(body)) == (b"", b"")


def test_a_slow_client_receives_large_responses_completely(running):
    whole = ask(running, LONG_PAGE)[2].encode()
    times = 20
    request = f"GET {LONG_PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()

    with socket.socket() as narrow:
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        narrow.connect(("127.0.0.1", running))
        narrow.sendall(request * times)
        received = b""
        while received.count(whole) < times:
            received += narrow.recv(1000)

    assert received.endswith(whole)


@pytest.mark.parametrize("length", [b"300000000", b"0" * 18 + b"1000000000", b"9" * 40])
def test_a_large_body_from_a_signed_out_client_is_refused_before_it_is_sent(running, length):
    with opened(running, FORM + b"Content-Length: " + length + b"\r\n\r\n") as connection:
        answer = until_closed(connection)

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_malformed_and_overlong_requests_are_refused(running):
    statuses = []
    for sent in (
        b"what is this\r\n\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    ):
        with opened(running, sent) as connection:
            statuses.append(until_closed(connection).split(b" ")[1])

    assert statuses == [b"400", b"414", b"431"]


def test_responses_have_no_server_header(running):
    assert ask(running, "/")[1]["Server"] is None


def test_a_request_in_progress_is_answered_before_the_server_stops(serve, port):
    process = serve(WEB_CONCURRENCY="1")
    ask(port, "/")
    half = FORM + b"Content-Length: 5\r\nExpect: 100-continue\r\nConnection: close"
    with opened(port, half + b"\r\n\r\n") as connection:
        # The headers have been read.
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
        process.terminate()
        while is_listening(port):
            time.sleep(0.05)
        connection.sendall(b"login")
        answer = until_closed(connection)

    assert answer.startswith(b"HTTP/1.1 403 ")
    assert process.wait() == 0


def is_listening(port):
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True
