"""A backup is written whole or not at all, and holds no setting."""

import json
import resource
import stat
import sys
import zipfile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from portal.operations.backup.archive_file import BackupRefusedError
from portal.operations.backup.manifest import SECRET_SETTINGS
from portal.operations.backup.write import write_backup
from tests.builders.records import make_account
from tests.builders.seminar import published_seminar


@pytest.mark.django_db
def test_a_backup_has_every_row_and_says_how_many(tmp_path):
    published_seminar()

    manifest = write_backup(tmp_path / "portal.zip")

    with zipfile.ZipFile(tmp_path / "portal.zip") as archive:
        counts = {
            name: len(archive.read(f"rows/{name}.jsonl").splitlines()) for name in manifest.tables
        }
    assert counts == {name: table.rows for name, table in manifest.tables.items()}
    assert counts["reports_paragraph"] == 6
    assert manifest.row_count == sum(counts.values())


@pytest.mark.django_db
def test_only_its_owner_can_read_a_backup(tmp_path):
    write_backup(tmp_path / "portal.zip")

    assert stat.S_IMODE((tmp_path / "portal.zip").stat().st_mode) == 0o600


@pytest.mark.django_db
def test_nothing_is_overwritten(tmp_path):
    file = tmp_path / "portal.zip"
    file.write_text("precious")

    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(file))

    assert file.read_text() == "precious"


@pytest.mark.django_db
def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", str(tmp_path / "none" / "portal.zip"))


@pytest.mark.django_db
def test_a_failure_leaves_no_file(tmp_path):
    def fail(rows):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_backup(tmp_path / "portal.zip", fail)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_settings_and_their_secrets_are_left_out_and_named(tmp_path, capsys):
    make_account("ana", "administrator")
    file = tmp_path / "portal.zip"

    call_command("backup", str(file))

    with zipfile.ZipFile(file) as archive:
        members = [archive.read(name) for name in archive.namelist()]
        manifest = json.loads(archive.read("manifest.json"))
    assert [text for text in members if settings.SECRET_KEY.encode() in text] == []
    assert manifest["left_out_settings"] == SECRET_SETTINGS
    assert manifest["left_out_tables"]["django_session"].startswith("sessions are secrets")
    printed = capsys.readouterr().out
    assert f"keep elsewhere: the settings, with {', '.join(SECRET_SETTINGS)}" in printed
    assert "password hashes, keys of second factors" in printed


@pytest.mark.django_db
def test_the_mark_of_a_demonstration_is_kept(tmp_path, settings):
    settings.DEMO_FILE = tmp_path / "demonstration"
    settings.DEMO_FILE.write_text("invented")

    manifest = write_backup(tmp_path / "portal.zip")

    assert manifest.files["demonstration"].size == len("invented")


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_refused(tmp_path):
    MigrationRecorder(connection).record_applied("reports", "9999_later")

    with pytest.raises(BackupRefusedError, match=r"newer version \(reports\.9999_later\)"):
        write_backup(tmp_path / "portal.zip")


@pytest.mark.django_db(transaction=True)
def test_all_rows_are_read_in_one_transaction_that_blocks_nobody(tmp_path):
    with CaptureQueriesContext(connection) as queries:
        write_backup(tmp_path / "portal.zip")
    statements = [query["sql"] for query in queries]

    begins = [text for text in statements if text.startswith(("BEGIN", "SET TRANSACTION"))]
    one_moment = {
        "sqlite": ["BEGIN DEFERRED"],
        "postgresql": ["BEGIN", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"],
    }
    assert begins == one_moment[connection.vendor]


@pytest.mark.django_db
def test_a_full_disk_is_named_and_leaves_nothing_half(tmp_path, monkeypatch):
    # Python would store halves of the modules that it loads.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(CommandError, match="cannot be written \\(File too large\\)"):
            call_command("backup", str(tmp_path / "portal.zip"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(tmp_path.iterdir()) == []
