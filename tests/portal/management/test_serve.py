"""`manage.py serve` as a new user starts it: the real server with its own data folder."""

import json
import shutil
import socket
import sqlite3
import subprocess
import tempfile
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.harness.own_portal import migrated_portal
from tests.harness.private_postgres import Server
from tests.harness.served_portal import ask, copy_started, free_port, stop


def test_the_first_start_imports_the_seed_report_and_a_second_start_imports_nothing(serve, port):
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


def test_two_simultaneous_first_starts_import_the_seed_report_only_once(serve, tmp_path):
    ports = [free_port(), free_port()]
    processes = [serve(port, tmp_path) for port in ports]

    answers = [ask(port, "/reports/") for port in ports]
    printed = "".join(stop(process) for process in processes)

    assert [status for status, _, _ in answers] == [200, 200]
    assert printed.count("imported and published") == 1
    assert "Traceback" not in printed


def test_a_script_name_header_does_not_change_the_urls(serve, port, tmp_path):
    copy_started(tmp_path / "data")
    serve()
    themes = ask(port, "/themes/")[2]

    moved = [ask(port, "/themes/", SCRIPT_NAME=name)[2] for name in ("/evil", "/the")]

    assert moved == [themes, themes]


def test_an_unwritable_data_folder_is_reported(serve, tmp_path):
    (tmp_path / "data" / "portal.sqlite3").mkdir(parents=True)

    printed = serve().communicate()[0]

    assert "DATA_DIR" in printed
    assert "Traceback" not in printed


def test_a_damaged_database_file_is_reported(serve, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "portal.sqlite3").write_bytes(b"These are no pages. " * 1000)

    printed = serve().communicate()[0]

    assert printed == (
        f"CommandError: The database in DATA_DIR “{tmp_path}/data” is damaged (file is not a "
        "database). Restore a backup.\n"
    )


def execute_sql(tmp_path, statement):
    with closing(sqlite3.connect(tmp_path / "data" / "portal.sqlite3")) as database:
        database.execute(statement)
        database.commit()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "ALTER TABLE content_revision RENAME COLUMN restored_from TO once_restored",
            "The database lacks content_revision.restored_from, although all migrations are applied",
        ),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES "
            "('reports', '0999_of_next_year', '2026-01-01')",
            "The database was migrated by a newer version (reports.0999_of_next_year)",
        ),
        (
            "DROP TABLE django_content_type",
            "The database does not match this version of the portal (no such table: django_content_type)",
        ),
    ],
)
def test_a_schema_that_does_not_match_the_program_is_reported(serve, tmp_path, statement, sentence):
    shutil.copytree(migrated_portal("sqlite").folder / "data", tmp_path / "data")
    execute_sql(tmp_path, statement)

    printed = serve().communicate()[0]

    assert (sentence in printed, "Traceback" in printed) == (True, False), printed
    assert "owner of the folder" not in printed


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


def test_an_unreachable_postgresql_is_reported_at_the_start(serve, server):
    nowhere = serve(DATABASE_URL=server.url.replace("/postgres?", "/nowhere?"))
    missing_database_output = nowhere.communicate()[0]
    server.stop()
    stopped_server_output = serve(DATABASE_URL=server.url).communicate()[0]

    assert missing_database_output == (
        f"CommandError: PostgreSQL at {server.data} has no database “nowhere”. Create it, or "
        "correct DATABASE_URL.\n"
    )
    assert stopped_server_output.startswith(
        f"CommandError: PostgreSQL cannot be reached at {server.data} ("
    )
    assert stopped_server_output.endswith("). Start it, or correct DATABASE_URL.\n")


PATHS = (
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
    answers = {path: ask(port, path, **SIGNED_IN) for path in PATHS}
    return {path: status for path, (status, _, _) in answers.items()}, answers


def test_every_page_answers_503_while_the_database_is_unreachable_and_recovers_afterwards(
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

    assert {path: status for path, status in before.items() if status not in {200, 302, 404}} == {}
    assert {path: status for path, status in away.items() if status != 503} == {}
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


def test_a_port_in_use_is_reported_before_any_work(serve, port, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        printed = serve().communicate()[0]

    assert printed.startswith(f"CommandError: The portal cannot listen on 127.0.0.1:{port}")
    assert not (tmp_path / "data" / "portal.sqlite3-wal").exists()
