"""Settings of backups, from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from portal.config import env


@dataclass(frozen=True)
class BackupSettings:
    """Where backups are written, how often, and how many are kept."""

    # None: the portal makes none by itself.
    folder: Path | None
    every_hours: int
    keep_daily: int
    keep_weekly: int
    # Whether backups are made in another way; the desk then shows no warning.
    are_elsewhere: bool

    @property
    def jobs(self) -> list[tuple[str, str, int, str]]:
        """The periodic job, on machines that have a folder for backups."""
        run = "portal.operations.backup.rotation.back_up"
        return [("backup", run, self.every_hours * 60, "one machine")] if self.folder else []


def backups() -> BackupSettings:
    return BackupSettings(
        folder=folder("BACKUP_DIR"),
        every_hours=env.integer("BACKUP_EVERY_HOURS", 24, 1, 8760),
        keep_daily=env.integer("BACKUP_KEEP_DAILY", 7, 1, 1000),
        keep_weekly=env.integer("BACKUP_KEEP_WEEKLY", 5, 0, 1000),
        are_elsewhere=env.boolean("BACKUPS_ELSEWHERE"),
    )


def folder(name: str) -> Path | None:
    """Return the folder; the job says if it is missing, because a drive may not be mounted yet."""
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    path = Path(text).expanduser()
    if not path.is_absolute():
        raise ImproperlyConfigured(
            f"{name} is “{text}”; it must be the absolute path of a folder, such as /srv/backups."
        )
    return path
