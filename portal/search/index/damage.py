"""Detect a damaged index, and mark it so that the next process with the lock rebuilds it."""

import logging
import time
from pathlib import Path
from threading import RLock

import tantivy
from django.conf import settings

from portal.failures.causes import IndexDamagedError, is_panic
from portal.search.index import integrity, schema

logger = logging.getLogger(__name__)

# How often engine errors may cause a check of all files, in seconds.
SECONDS_BETWEEN_CHECKS = 60
# How long an index is trusted if tantivy panics and every checksum is right.
SECONDS_BETWEEN_SUSPICIONS = 3600


class EngineError(Exception):
    """tantivy has panicked over an intact index."""


def is_engine_error(error: BaseException) -> bool:
    return isinstance(error, ValueError | OSError) or is_panic(error)


def mark_damaged(reason: object) -> None:
    """Mark the index, so that the next process with the write lock rebuilds it."""
    logger.error("The search index is damaged and will be rebuilt: %s", reason)
    mark_file().parent.mkdir(parents=True, exist_ok=True)
    mark_file().touch()


def is_marked_damaged() -> bool:
    return mark_file().exists()


def clear_mark() -> None:
    mark_file().unlink(missing_ok=True)


def mark_file() -> Path:
    return Path(settings.INDEX_DIR).with_suffix(".damaged")


class CheckThrottle:
    """Limits how often this process checks all files, so that a repeated error stays cheap."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.last_check = float("-inf")

    def try_start(self) -> bool:
        with self.lock:
            now = time.monotonic()
            if now < self.last_check + SECONDS_BETWEEN_CHECKS:
                return False
            self.last_check = now
            return True

    def reset(self) -> None:
        self.last_check = float("-inf")


CHECK_THROTTLE = CheckThrottle()


def open_searcher(folder: Path) -> tantivy.Searcher:
    """Return a searcher. Raise IndexDamagedError if the index is damaged or cannot be opened."""
    if is_marked_damaged():
        raise IndexDamagedError("It has not been rebuilt yet.")
    if names := integrity.damaged_files(folder):
        mark_damaged(names)
        raise IndexDamagedError(names)
    try:
        index = tantivy.Index.open(str(folder))
        schema.register_tokenizers(index)
        return index.searcher()
    except BaseException as error:
        if not is_engine_error(error):
            raise
        if is_panic(error):
            mark_damaged(error)
        raise IndexDamagedError(str(error)) from error


def is_caused_by_damage(error: BaseException, folder: Path, begun_at: float) -> bool:
    """Return whether a damaged index explains the engine's error; mark the index if so.

    A panic over intact files may come from the one file without a checksum. It counts as damage
    only if the index is older than an hour, so that a query that always makes tantivy panic
    does not cause one rebuild after another.
    """
    # Threads that fail at the same time wait for the result of the check.
    with CHECK_THROTTLE.lock:
        if is_marked_damaged():
            return True
        if not CHECK_THROTTLE.try_start():
            return False
        names = integrity.damaged_files(folder, set())
        is_old = abs(time.time() - begun_at) > SECONDS_BETWEEN_SUSPICIONS
        if not (names or (is_panic(error) and is_old)):
            return False
        CHECK_THROTTLE.reset()
        mark_damaged(names or error)
        return True
