"""Administrators are warned if there is no recent verified backup."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from portal.operations.backup.state import backup_warning
from portal.operations.models import PeriodicJob, VerifiedBackup

pytestmark = pytest.mark.django_db


def verified(hours_ago):
    made_at = timezone.now() - timedelta(hours=hours_ago)
    return VerifiedBackup.objects.create(
        sha256=str(hours_ago), file="/srv/portal.zip", size=1, made_at=made_at
    )


def test_without_a_verified_backup_there_is_a_warning():
    warning = backup_warning()

    assert (warning.made_at, warning.folder, warning.error) == (None, "", "")


def test_a_recent_backup_ends_the_warning_however_old_others_are():
    verified(1000)
    verified(47)

    assert backup_warning() is None


def test_a_backup_older_than_two_intervals_is_old_whenever_it_was_verified():
    old = verified(49)

    assert backup_warning().made_at == old.made_at


def test_longer_intervals_allow_older_backups(settings):
    settings.BACKUPS = replace(settings.BACKUPS, every_hours=168)
    verified(300)

    assert backup_warning() is None


def test_why_the_job_failed_is_said(settings):
    settings.BACKUPS = replace(settings.BACKUPS, folder=Path("/srv/backups"))
    PeriodicJob.objects.create(name="backup", error="The disk is full.")

    warning = backup_warning()

    assert (warning.folder, warning.error) == ("/srv/backups", "The disk is full.")


def test_a_demonstration_and_backups_made_elsewhere_need_no_warning(settings):
    settings.DEMO = True
    assert backup_warning() is None
    settings.DEMO = False
    settings.BACKUPS = replace(settings.BACKUPS, are_elsewhere=True)
    assert backup_warning() is None
