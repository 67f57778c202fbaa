"""`manage.py serve` as a newcomer starts it: the real server, on a folder of its own."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from tests.own_portal import kill
from tests.private_postgres import Server


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


# By the port on which each listens, or will.
SERVERS = {}


@pytest.fixture
def port():
    return free_port()


def start_in(data, port, folder=settings.BASE_DIR, **more):
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    process = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "serve"],
        cwd=folder,
        env=clean | {"DATA_DIR": str(data), "PORT": str(port)} | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    SERVERS[port] = process
    return process


@pytest.fixture
def serve(tmp_path, port):
    started = []

    def start(port=port, folder=settings.BASE_DIR, **more):
        started.append(start_in(tmp_path / "data", port, folder, **more))
        return started[-1]

    yield start
    for process in started:
        kill(process)


def stop(process):
    process.terminate()
    return process.communicate()[0]


def ask(port, path, **headers):
    """Return status, headers and text of a page as soon as the server answers."""
    while True:
        try:
            with closing(HTTPConnection("127.0.0.1", port)) as connection:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                return answer.status, answer.headers, answer.read().decode()
        except ConnectionRefusedError:
            # It is being made ready, or has ended.
            if SERVERS[port].poll() is not None:
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

    printed = serve().communicate()[0]

    assert "DATA_DIR" in printed
    assert "Traceback" not in printed


def test_a_file_that_is_no_database_is_told_as_that(serve, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "portal.sqlite3").write_bytes(b"These are no pages. " * 1000)

    printed = serve().communicate()[0]

    assert printed == (
        f"CommandError: The database in DATA_DIR “{tmp_path}/data” is damaged (file is not a "
        "database). Bring back a backup.\n"
    )


def run(tmp_path, *program):
    environment = {"DATA_DIR": str(tmp_path / "data"), "PATH": os.environ["PATH"]}
    subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *program],
        env=environment,
        check=True,
    )


def order(tmp_path, statement):
    with closing(sqlite3.connect(tmp_path / "data" / "portal.sqlite3")) as database:
        database.execute(statement)
        database.commit()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "ALTER TABLE history_revision RENAME COLUMN restored TO once_restored",
            "The database lacks history_revision.restored, though it has had every migration",
        ),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES "
            "('reports', '0999_of_next_year', '2026-01-01')",
            "The database was brought up to date by a newer program (reports.0999_of_next_year)",
        ),
        (
            "DROP TABLE django_content_type",
            "The database does not fit this program (no such table: django_content_type)",
        ),
    ],
)
def test_tables_that_are_not_the_program_s_are_told_as_that(
    serve, tmp_path, statement, sentence
):
    run(tmp_path, "migrate", "-v0")
    order(tmp_path, statement)

    printed = serve().communicate()[0]

    assert (sentence in printed, "Traceback" in printed) == (True, False), printed
    assert "give the folder" not in printed


@pytest.fixture
def server(request):
    if request.config.getoption("database") != "postgres":
        pytest.skip("It stops a PostgreSQL of its own.")
    folder = Path(tempfile.mkdtemp(prefix="portal-stopped-"))
    server = Server(folder)
    server.start()
    yield server
    with suppress(subprocess.CalledProcessError):
        server.stop()
    shutil.rmtree(folder)


def test_why_no_postgresql_is_reached_at_the_start_is_told(serve, server):
    nowhere = serve(DATABASE_URL=server.url.replace("/postgres?", "/nowhere?"))
    said_of_name = nowhere.communicate()[0]
    server.stop()
    said_of_server = serve(DATABASE_URL=server.url).communicate()[0]

    assert said_of_name == (
        f"CommandError: PostgreSQL at {server.data} has no database “nowhere”. Create it, or "
        "correct DATABASE_URL.\n"
    )
    assert said_of_server.startswith(
        f"CommandError: PostgreSQL cannot be reached at {server.data} ("
    )
    assert said_of_server.endswith("). Start it, or correct DATABASE_URL.\n")


ADDRESSES = (
    *(
        "/",
        "/recommendations/",
        "/recommendations/?q=migration",
        "/search/?q=migration",
    ),
    *(
        "/recommendations/export.csv",
        "/reports/feed.atom",
        "/sitemap.xml",
        "/api/v1/themes/",
    ),
    *("/reports/nowhere/", "/accounts/login/", "/editing/", "/admin/", "/nowhere/"),
)
SIGNED_IN = {"Cookie": f"sessionid={'a' * 32}"}


def statuses(port):
    answers = {one: ask(port, one, **SIGNED_IN) for one in ADDRESSES}
    return {one: status for one, (status, _, _) in answers.items()}, answers


def test_while_the_database_is_away_every_page_says_so_and_answers_when_it_is_back(
    serve, server, port
):
    serve(DATABASE_URL=server.url)
    before, _ = statuses(port)
    server.stop()
    away, answers = statuses(port)
    ready = ask(port, "/readyz")
    alive = ask(port, "/healthz")
    server.start()
    after, _ = statuses(port)

    assert set(before.values()) <= {200, 302, 404}
    assert {one: status for one, status in away.items() if status != 503} == {}
    assert {answer[1]["Retry-After"] for answer in answers.values()} == {"30"}
    page, data = answers["/"][2], json.loads(answers["/api/v1/themes/"][2])
    assert "The database of this site cannot be reached" in page
    assert (data["status"], data["detail"][:44]) == (
        503,
        "The database of this site cannot be reached.",
    )
    assert (ready[0], json.loads(ready[2])) == (
        503,
        {
            "database": False,
            "migrations": False,
            "search": False,
            "reason": "database unreachable",
        },
    )
    assert alive[0] == 200
    assert after == before


def test_a_port_in_use_is_told_before_any_work(serve, port, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        printed = serve().communicate()[0]

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
    kill(process)


@contextmanager
def opened(port, sent):
    """Give a connection on which a part of a request has been sent."""
    with socket.create_connection(("127.0.0.1", port)) as made:
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
    assert process.wait() == 0


def is_listening(port):
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True
