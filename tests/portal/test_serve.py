"""`manage.py serve` as a newcomer starts it: the real server, on a folder of its own."""

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def port():
    return free_port()


def start_in(data, port, folder=settings.BASE_DIR):
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "serve"],
        cwd=folder,
        env=clean | {"DATA_DIR": str(data), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def serve(tmp_path, port):
    started = []

    def start(port=port, folder=settings.BASE_DIR):
        started.append(start_in(tmp_path / "data", port, folder))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def stop(process):
    process.terminate()
    return process.communicate(timeout=30)[0]


def ask(port, path, patience=60, **headers):
    """Return status, headers and text of a page as soon as the server answers."""
    until = time.monotonic() + patience
    while True:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                return answer.status, answer.headers, answer.read().decode()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_a_newcomer_gets_the_first_report_and_a_second_start_imports_nothing(
    serve, port
):
    first = serve()
    status, _, home = ask(port, "/")
    sheet = home.partition('rel="stylesheet" href="')[2].partition('"')[0]
    styled = ask(port, sheet)
    environment = Path(f"/proc/{first.pid}/environ").read_text().split("\0")
    printed = stop(first)
    second = serve()
    again = ask(port, "/recommendations/?level=bilateral")
    printed_again = stop(second)

    assert (status, "DEBUG" in home, styled[0]) == (200, False, 200)
    assert styled[1]["Cache-Control"] == "max-age=315360000, public, immutable"
    assert "imported and published" in printed
    assert "create_administrator NAME" in printed
    assert "MALLOC_TRIM_THRESHOLD_=131072" in environment
    assert "6 recommendations" in again[2]
    assert "imported" not in printed_again


def test_two_first_starts_at_once_share_the_work_from_wherever_they_are_made(
    serve, tmp_path
):
    ports = [free_port(), free_port()]
    both = [serve(port, tmp_path) for port in ports]

    answers = [ask(port, "/reports/") for port in ports]
    printed = "".join(stop(one) for one in both)

    assert [status for status, _, _ in answers] == [200, 200]
    assert printed.count("imported and published") == 1
    assert "Traceback" not in printed


def test_no_header_says_under_which_path_the_portal_answers(serve, port):
    serve()
    themes = ask(port, "/themes/")[2]

    moved = [ask(port, "/themes/", SCRIPT_NAME=name)[2] for name in ("/evil", "/the")]

    assert moved == [themes, themes]


def test_data_that_cannot_be_written_are_named(serve, tmp_path):
    (tmp_path / "data" / "portal.sqlite3").mkdir(parents=True)

    printed = serve().communicate(timeout=60)[0]

    assert "DATA_DIR" in printed
    assert "Traceback" not in printed


def test_a_port_in_use_is_told_before_any_work(serve, port, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        printed = serve().communicate(timeout=60)[0]

    assert printed.startswith(
        f"CommandError: The portal cannot listen on 127.0.0.1:{port}"
    )
    assert not (tmp_path / "data" / "portal.sqlite3-wal").exists()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The port of a server that the tests below share."""
    port = free_port()
    process = start_in(tmp_path_factory.mktemp("running"), port)
    ask(port, "/")
    yield port
    process.kill()
    process.communicate()


@contextmanager
def opened(port, sent):
    """Give a connection on which a part of a request has been sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as made:
        made.sendall(sent)
        yield made


def until_closed(connection):
    received = b""
    while more := connection.recv(65536):
        received += more
    return received


HALF_HEADERS = b"GET / HTTP/1.1\r\nX-Slow: "
FORM = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
# Long, and made once only.
LONG_PAGE = "/reports/arf-workshop-security-stability-international-migration-2015/"


def half_body(port):
    """Return a form of which only the beginning is sent, with the cookie that forms come with."""
    cookie = ask(port, "/accounts/login/")[1]["Set-Cookie"].partition(";")[0]
    head = f"Cookie: {cookie}\r\nContent-Length: 4000\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    return FORM + (head + kind).encode() + b"login="


def test_slow_connections_keep_nobody_else_waiting(running):
    # Asked for so often that no buffer of the system takes the answers in.
    unread = f"GET {LONG_PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() * 20
    with ExitStack() as slow:
        for sent in (HALF_HEADERS, half_body(running), unread):
            for _ in range(30):
                slow.enter_context(opened(running, sent))

        answers = [ask(running, "/")[0] for _ in range(20)]

    assert answers == [200] * 20


def test_a_request_that_never_ends_is_ended(running):
    with (
        opened(running, half_body(running)) as body,
        opened(running, HALF_HEADERS) as headers,
    ):
        assert (until_closed(headers), until_closed(body)) == (b"", b"")


def test_a_slow_reader_gets_all_of_a_large_answer(running):
    whole = ask(running, LONG_PAGE)[2].encode()
    times = 20
    asked = f"GET {LONG_PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()

    with socket.socket() as narrow:
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        narrow.settimeout(60)
        narrow.connect(("127.0.0.1", running))
        narrow.sendall(asked * times)
        received = b""
        while received.count(whole) < times:
            received += narrow.recv(1000)

    assert received.endswith(whole)


@pytest.mark.parametrize("length", [b"300000000", b"0" * 18 + b"1000000000", b"9" * 40])
def test_a_stranger_s_large_body_is_refused_before_a_byte_of_it_is_sent(
    running, length
):
    with opened(running, FORM + b"Content-Length: " + length + b"\r\n\r\n") as sent:
        answer = until_closed(sent)

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_what_is_no_request_and_what_is_too_long_is_refused(running):
    statuses = []
    for sent in (
        b"what is this\r\n\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    ):
        with opened(running, sent) as connection:
            statuses.append(until_closed(connection).split(b" ")[1])

    assert statuses == [b"400", b"414", b"431"]


def test_no_answer_says_what_serves_it(running):
    assert ask(running, "/")[1]["Server"] is None


def test_a_request_that_has_begun_is_answered_before_the_server_stops(serve, port):
    process = serve()
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
    assert process.wait(60) == 0


def is_listening(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=60).close()
    except ConnectionRefusedError:
        return False
    return True
