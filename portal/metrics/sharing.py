"""Counters that all processes of a machine share, in files of one folder.

Each process writes files of its own; the process that answers Prometheus adds them up.
prometheus-client names the files by process, so their number would grow without end: the server
replaces its processes from time to time. Here a process takes the lowest free number, and continues
the files of the process that had it before.
"""

import fcntl
import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.conf import settings
from prometheus_client import values

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
NOBODY = -1


def folder() -> Path:
    return Path(settings.METRICS_DIR)


@dataclass
class ProcessNumber:
    """The number of this process, which is its own as long as it lives."""

    number: int = 0
    holder: int = NOBODY
    descriptor: int = NOBODY

    def current(self) -> int:
        """Return the number; a process that was forked takes another."""
        if self.holder != os.getpid():
            self.acquire()
        return self.number

    def acquire(self) -> None:
        if self.descriptor != NOBODY:
            # Of the parent, which keeps its lock.
            os.close(self.descriptor)
        for number in count():
            path = folder() / f"{number}.lock"
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                # The operating system gives it back when the process ends.
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                continue
            self.number, self.holder, self.descriptor = number, os.getpid(), descriptor
            return


def share_values() -> None:
    """Count in the shared folder from now on, if metrics are on and the folder is this user's."""
    if not settings.METRICS_ADDRESS:
        return
    folder().mkdir(parents=True, exist_ok=True)
    if folder().stat().st_uid != os.geteuid():
        # Files of an administrator would lock the server out.
        return
    os.environ[FOLDER_VARIABLE] = str(folder())
    values.ValueClass = values.MultiProcessValue(ProcessNumber().current)


def clear() -> None:
    """Delete what was counted before this start of the server; programs keep their numbers."""
    for path in folder().glob("*.db"):
        path.unlink(missing_ok=True)
