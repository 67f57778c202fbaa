"""`manage.py serve` as a newcomer starts it: the real server, on a folder of its own."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.private_postgres import Server
from tests.served_portal import ask, free_port, port, serve, stop

__all__ = ["port", "serve"]


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
