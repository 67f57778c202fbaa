"""The periodic job: write a backup, verify it, delete those that are no longer kept."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.operations.backup.archive_file import BackupRefusedError
from portal.operations.backup.verify import verify_backup
from portal.operations.backup.write import write_backup

NAME = "workshop-outcomes-%Y%m%dT%H%M%SZ.zip"
PATTERN = re.compile(r"workshop-outcomes-\d{8}T\d{6}Z\.zip")


def back_up() -> None:
    """Write and verify a backup in the folder of the settings, then delete old ones."""
    folder = settings.BACKUPS.folder
    if not folder.is_dir():
        raise BackupRefusedError(
            f"BACKUP_DIR “{folder}” does not exist. Create it, or mount its drive."
        )
    path = folder / timezone.now().astimezone(UTC).strftime(NAME)
    write_backup(path)
    try:
        verify_backup(path)
    except BackupRefusedError:
        # It must not count as the backup of its day.
        path.unlink()
        raise
    # Only now: the older ones are needed until a newer one is known to be whole.
    delete_old(folder)


def delete_old(folder: Path) -> None:
    names = [path.name for path in folder.iterdir() if PATTERN.fullmatch(path.name)]
    kept = names_to_keep(
        names, daily=settings.BACKUPS.keep_daily, weekly=settings.BACKUPS.keep_weekly
    )
    for name in set(names) - kept:
        (folder / name).unlink(missing_ok=True)


def names_to_keep(names: Iterable[str], *, daily: int, weekly: int) -> set[str]:
    """Return the newest backup of each of the last days and weeks that have one."""
    by_day: dict[tuple[int, ...], str] = {}
    by_week: dict[tuple[int, ...], str] = {}
    for name in sorted(names):
        moment = datetime.strptime(name, NAME).replace(tzinfo=UTC)
        by_day[moment.timetuple()[:3]] = name
        by_week[moment.isocalendar()[:2]] = name
    return {*list(by_day.values())[-daily:], *last(list(by_week.values()), weekly)}


def last(names: list[str], count: int) -> list[str]:
    return names[-count:] if count else []
