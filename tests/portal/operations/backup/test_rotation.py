"""The periodic job writes, verifies, and keeps a backup of each of the last days and weeks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.operations.backup.archive_file import BackupRefusedError
from portal.operations.backup.rotation import NAME, back_up, names_to_keep
from portal.operations.models import VerifiedBackup

MONDAY = datetime(2026, 11, 30, 2, tzinfo=UTC)


def name(moment):
    return moment.strftime(NAME)


def days(*ago):
    return {name(MONDAY - timedelta(days=number)) for number in ago}


def test_the_newest_of_each_of_the_last_days_is_kept():
    later = name(MONDAY + timedelta(hours=5))

    assert names_to_keep({later} | days(0, 1, 2, 3), daily=3, weekly=0) == {later} | days(1, 2)


def test_the_newest_of_each_of_the_last_weeks_is_kept():
    # The Sundays of the weeks before.
    assert names_to_keep(days(*range(60)), daily=1, weekly=4) == days(0, 1, 8, 15)


def test_days_and_weeks_without_a_backup_do_not_count():
    assert names_to_keep(days(0, 100, 200, 300), daily=2, weekly=3) == days(0, 100, 200)


@pytest.fixture
def folder(tmp_path, settings):
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.BACKUPS = replace(settings.BACKUPS, folder=folder, keep_daily=2, keep_weekly=0)
    return folder


@pytest.mark.django_db
def test_the_job_writes_and_verifies_a_backup_and_deletes_old_ones_only(folder):
    for old in days(1, 2, 3) | {"precious.zip"}:
        (folder / old).write_text("old")

    back_up()

    new = VerifiedBackup.objects.get().file
    names = {path.name for path in folder.iterdir()}
    assert names - {new.rpartition("/")[2]} == days(1) | {"precious.zip"}


@pytest.mark.django_db
def test_a_folder_that_is_not_mounted_is_named_and_not_created(folder):
    folder.rmdir()

    with pytest.raises(BackupRefusedError, match="mount its drive"):
        back_up()

    assert not folder.exists()
