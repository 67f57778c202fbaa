"""`manage.py serve` as a newcomer starts it: the real server, on a folder of its own."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing
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


@pytest.fixture
def serve(tmp_path, port):
    started = []

    def start(port=port, folder=settings.BASE_DIR):
        clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        process = subprocess.Popen(
            [sys.executable, settings.BASE_DIR / "manage.py", "serve"],
            cwd=folder,
            env=clean | {"DATA_DIR": str(tmp_path / "data"), "PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

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
            with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
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
