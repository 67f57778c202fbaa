"""Settings of backups: without a folder no job; a folder that depends on the place is refused."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.config.backup_env import backups


def test_without_a_folder_the_portal_makes_no_backups():
    assert (backups().folder, backups().jobs) == (None, [])


def test_with_a_folder_a_job_runs_every_so_many_hours(monkeypatch):
    monkeypatch.setenv("BACKUP_DIR", "/srv/backups")
    monkeypatch.setenv("BACKUP_EVERY_HOURS", "6")

    assert backups().folder == Path("/srv/backups")
    (job,) = backups().jobs
    assert (job[0], job[2], job[3]) == ("backup", 360, "one machine")


def test_a_relative_folder_is_refused(monkeypatch):
    monkeypatch.setenv("BACKUP_DIR", "backups")

    with pytest.raises(
        ImproperlyConfigured, match="BACKUP_DIR is “backups”; it must be the absolute"
    ):
        backups()
