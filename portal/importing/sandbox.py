"""Having a file read where it can do no harm: in a process of its own, limited in all it may use."""

import binascii
import errno
import logging
import os
import signal
import subprocess
import sys
import tempfile
from base64 import b64decode
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import IO

from portal.importing.outside import let_go_of_database
from portal.importing.parsed import Draft
from portal.importing.source import Source, UnreadableError
from portal.importing.vocabulary import Vocabulary
from portal.importing.wire import Answer, GarbledError, packed, unpacked

BASE = Path(__file__).resolve().parents[2]
AT_ONCE = 2
SECONDS_TO_WAIT = 30
SECONDS_TO_READ = 14
ENVIRONMENT = {"PYTHONPATH": str(BASE), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
COMMAND = (sys.executable, "-s", "-m", "portal.importing.child")
# What the process ends with where its answer finds no room on the disk.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
places = BoundedSemaphore(AT_ONCE)
log = logging.getLogger(__name__)


def read(name: str, content: bytes) -> Source:
    """Return the source that the file holds. Raises UnreadableError with a sentence for its sender.

    Raises OSError where this machine cannot have it read: the disk is full.
    """
    source = answer(name, content, None).source
    if source is None:
        raise broken_off(name)
    return source


def draft(name: str, content: bytes, vocabulary: Vocabulary) -> tuple[Source, Draft]:
    """Return the source and the draft parsed from it. Raises UnreadableError as `read` does."""
    found = answer(name, content, vocabulary)
    try:
        if found.source is None:
            raise broken_off(name)
        return found.source, found.with_speakers()
    except GarbledError:
        raise broken_off(name) from None


def picture(name: str, content: bytes, page: int) -> bytes:
    """Return a page of a PDF as a PNG picture. Raises UnreadableError as `read` does."""
    found = answer(name, content, None, page)
    try:
        return b64decode(found.picture, validate=True)
    except binascii.Error:
        raise broken_off(name) from None


def answer(
    name: str, content: bytes, vocabulary: Vocabulary | None, page: int = 0
) -> Answer:
    """Return what a process of its own says. Raises InTransactionError if one is open."""
    let_go_of_database()
    if not places.acquire(timeout=SECONDS_TO_WAIT):
        raise UnreadableError(
            f"“{name}” was not read: {AT_ONCE} other files are being read now. "
            "Try again in a minute."
        )
    try:
        found = ask(name, packed((name, vocabulary, page)), content)
    finally:
        places.release()
    if found.refused:
        raise UnreadableError(found.refused)
    return found


def ask(name: str, header: bytes, content: bytes) -> Answer:
    """Have a new process answer. Its files have no name, so that nothing of them can be left."""
    with (
        tempfile.TemporaryFile() as asked,
        tempfile.TemporaryFile() as answered,
        tempfile.TemporaryFile() as complaints,
    ):
        asked.writelines((header, b"\n", content))
        asked.seek(0)
        process = subprocess.Popen(
            COMMAND,
            stdin=asked,
            stdout=answered,
            stderr=complaints,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
        )
        status = wait_for(process)
        if status in {-signal.SIGXCPU, -signal.SIGKILL}:
            raise UnreadableError(
                f"“{name}” takes too long to read: it is made up in a way that no report is. "
                "Copy its text into a new document, then send that."
            )
        if status in NO_ROOM:
            raise OSError(status, os.strerror(status))
        if status:
            tell(name, status, complaints)
            raise broken_off(name)
        answered.seek(0)
        try:
            return unpacked(Answer, answered.read())
        except GarbledError:
            raise broken_off(name) from None


def wait_for(process: subprocess.Popen[bytes]) -> int:
    """Return how the process ended; one that takes too long is killed with all that it started."""
    # A wait with a time limit would look again and again, and lose what lies between.
    alarm = Timer(SECONDS_TO_READ, os.killpg, (process.pid, signal.SIGKILL))
    alarm.start()
    try:
        return process.wait()
    finally:
        alarm.cancel()


def tell(name: str, status: int, complaints: IO[bytes]) -> None:
    """Log what the process said last, for whoever runs the portal."""
    complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - 2_000))
    last = complaints.read().decode(errors="replace")
    log.warning("Reading %r ended with status %s: %s", name, status, last)


def broken_off(name: str) -> UnreadableError:
    return UnreadableError(
        f"“{name}” cannot be read: reading it broke off, so it is damaged or made up in an "
        "unusual way. Save it anew, or copy its text into a new document, then send that."
    )
