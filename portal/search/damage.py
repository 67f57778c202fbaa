"""What the engine's errors mean, and the mark that has a damaged index built anew, whoever finds it."""

import logging
import time
from pathlib import Path
from threading import RLock

import tantivy
from django.conf import settings

from portal.failures import IndexDamagedError, is_panic
from portal.search import integrity, schema

logger = logging.getLogger(__name__)

# Where the error names no damaged file: how often the files are looked at, in seconds.
SECONDS_BETWEEN_LOOKS = 60
SECONDS_BETWEEN_SUSPICIONS = 3600


class EngineError(Exception):
    """The engine has panicked over an index that is as it was written."""


def is_of_engine(error: BaseException) -> bool:
    return isinstance(error, ValueError | OSError) or is_panic(error)


def mark(why: object) -> None:
    """Have the index built anew by whoever next holds the right to write."""
    logger.error("The search index is damaged and is built anew: %s", why)
    marker().parent.mkdir(parents=True, exist_ok=True)
    marker().touch()


def is_marked() -> bool:
    return marker().exists()


def unmark() -> None:
    marker().unlink(missing_ok=True)


def marker() -> Path:
    return Path(settings.INDEX_DIR).with_suffix(".damaged")


class Looks:
    """When this process looked at all files last: an error that anybody can repeat costs little."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.last = float("-inf")

    def may_begin(self) -> bool:
        with self.lock:
            now = time.monotonic()
            if now < self.last + SECONDS_BETWEEN_LOOKS:
                return False
            self.last = now
            return True

    def found_something(self) -> None:
        self.last = float("-inf")


LOOKS = Looks()


def searcher(folder: Path) -> tantivy.Searcher:
    """Return what asks the index. Raises IndexDamagedError if there is none that can be trusted."""
    if is_marked():
        raise IndexDamagedError("It waits to be built anew.")
    if names := integrity.damaged_files(folder):
        mark(names)
        raise IndexDamagedError(names)
    try:
        index = tantivy.Index.open(str(folder))
        schema.register_cutters(index)
        return index.searcher()
    except BaseException as error:
        if not is_of_engine(error):
            raise
        if is_panic(error):
            mark(error)
        raise IndexDamagedError(str(error)) from error


def explains(error: BaseException, folder: Path, begun_at: float) -> bool:
    """Say whether a damaged index explains the engine's error, and mark it if so.

    A panic over files that are as they were written may come of the one file without a sum; it is
    believed once an hour, so that no question that makes the engine panic keeps the index empty.
    """
    # Whoever panics meanwhile waits for what is found.
    with LOOKS.lock:
        if is_marked():
            return True
        if not LOOKS.may_begin():
            return False
        names = integrity.damaged_files(folder, set())
        is_old = abs(time.time() - begun_at) > SECONDS_BETWEEN_SUSPICIONS
        if not (names or (is_panic(error) and is_old)):
            return False
        LOOKS.found_something()
        mark(names or error)
        return True
