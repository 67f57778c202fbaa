"""A file that is not the backup that was written is refused, with the reason."""

import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from portal.operations.backup.archive_file import (
    DIGITS,
    LABEL,
    BackupRefusedError,
    DamagedBackupError,
    new_archive,
)
from portal.operations.backup.read import opened_backup, verify
from portal.operations.backup.write import write_backup
from tests.builders.records import make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    make_theme("Training")
    write_backup(tmp_path / "portal.zip")
    return tmp_path / "portal.zip"


def verify_file(path):
    with opened_backup(path) as backup:
        verify(backup)


def rewrite(file, changed):
    """Write the backup again with other members: a whole archive with other content."""
    other = file.with_name("other.zip")
    with zipfile.ZipFile(file) as original, new_archive(other) as archive:
        members = {name: original.read(name) for name in original.namelist()}
        for name, content in (members | changed).items():
            if content is not None:
                archive.writestr(name, content)
    return other


def manifest_of(file):
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))


def with_manifest(file, change):
    manifest = manifest_of(file)
    change(manifest)
    return rewrite(file, {"manifest.json": json.dumps(manifest)})


def test_a_backup_is_whole_right_after_writing(file):
    verify_file(file)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """A folder of this module, for a file that is damaged again and again."""
    return tmp_path_factory.mktemp("damaged") / "portal.zip"


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        path = tmp_path_factory.mktemp("whole") / "portal.zip"
        write_backup(path)
    return path.read_bytes()


@given(data=st.data())
def test_one_flipped_bit_anywhere_is_found(whole, damaged, data):
    position = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[position] ^= 1 << data.draw(st.integers(0, 7))
    damaged.write_bytes(changed)

    with pytest.raises(DamagedBackupError, match=r"is damaged|is not a backup"):
        verify_file(damaged)


@given(data=st.data())
def test_a_file_that_ends_early_or_late_is_found(whole, damaged, data):
    end = data.draw(st.integers(0, len(whole) - 1))
    damaged.write_bytes(data.draw(st.sampled_from([whole[:end], whole + whole[end:]])))

    with pytest.raises(DamagedBackupError):
        verify_file(damaged)


def test_another_archive_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("manifest.json", "{}")

    with pytest.raises(DamagedBackupError, match="is not a backup of a portal"):
        verify_file(tmp_path / "other.zip")


def test_a_sealed_file_that_is_no_archive_is_refused(tmp_path):
    path = tmp_path / "portal.zip"
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    path.write_bytes(LABEL + digest.encode())
    assert len(digest) == DIGITS

    with pytest.raises(DamagedBackupError):
        verify_file(path)


@pytest.mark.parametrize("name", ["../../secret_key", "/etc/passwd", "rows/other.jsonl"])
def test_a_member_that_the_manifest_does_not_name_is_refused(file, name):
    with pytest.raises(DamagedBackupError, match="its members differ from its manifest"):
        verify_file(rewrite(file, {name: "x"}))


def test_a_file_with_the_path_of_another_folder_is_refused(file):
    def add_path(manifest):
        manifest["files"]["../secret_key"] = {"size": 1, "sha256": "0"}

    with pytest.raises(DamagedBackupError, match=r"it has a file '\.\./secret_key'"):
        verify_file(with_manifest(file, add_path))


def test_a_missing_member_and_a_missing_manifest_are_refused(file):
    without_rows = rewrite(file, {"rows/reports_theme.jsonl": None})
    with pytest.raises(DamagedBackupError, match=r"rows/reports_theme\.jsonl"):
        verify_file(without_rows)
    without_rows.unlink()
    with pytest.raises(DamagedBackupError, match="has no manifest"):
        verify_file(rewrite(file, {"manifest.json": None}))


def test_rows_other_than_the_manifest_counts_are_refused(file):
    with pytest.raises(DamagedBackupError, match="the rows of reports_theme differ"):
        verify_file(rewrite(file, {"rows/reports_theme.jsonl": ""}))


def test_a_row_that_cannot_be_read_is_named(file):
    with pytest.raises(DamagedBackupError, match="row 1 of reports_theme: not a row of this table"):
        verify_file(rewrite(file, {"rows/reports_theme.jsonl": "[1]\n"}))


def test_a_backup_of_a_newer_version_is_refused_with_its_version(file):
    def add_migration(manifest):
        manifest["migrations"].append(["reports", "9999_later"])
        manifest["version"] = "9.0.0"

    with pytest.raises(BackupRefusedError, match=r"version 9\.0\.0 .* reports\.9999_later"):
        verify_file(with_manifest(file, add_migration))


def test_a_manifest_of_another_format_is_refused(file):
    def rename(manifest):
        manifest["format"] = "workshop-outcomes backup 2"

    with pytest.raises(DamagedBackupError, match="manifest that this version cannot read"):
        verify_file(with_manifest(file, rename))


def test_other_columns_than_those_of_the_migrations_are_refused(file):
    def add_column(manifest):
        manifest["tables"]["reports_theme"]["columns"]["colour"] = "text"

    with pytest.raises(BackupRefusedError, match="other columns of reports_theme"):
        verify_file(with_manifest(file, add_column))


def test_the_command_ends_with_1_and_the_reason(tmp_path):
    (tmp_path / "portal.zip").write_text("no archive")

    with pytest.raises(CommandError, match="is not a backup of a portal, or its end is missing"):
        call_command("verify_backup", str(tmp_path / "portal.zip"))
    with pytest.raises(CommandError, match="cannot be read \\(No such file"):
        call_command("verify_backup", str(tmp_path / "none.zip"))
