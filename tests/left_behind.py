"""No test leaves a process behind: not the ones it started, nor those that they started."""

import ctypes
import os
from contextlib import suppress
from pathlib import Path

import pytest

SET_CHILD_SUBREAPER = 36
# They live as long as the whole run, and end with it.
OF_THE_RUN = ("playwright", "chrom", "multiprocessing.resource_tracker")


def pytest_configure():
    # Whatever loses its parent becomes a child of this process, where it is seen.
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if not Path(f"/proc/self/task/{os.getpid()}/children").exists():
        raise pytest.UsageError("This system does not tell which processes are left.")


@pytest.fixture(autouse=True)
def _no_process_is_left():
    before = children()
    yield
    left = {key: line for key, line in children().items() if key not in before}
    assert left == {}


def children():
    """Return the command line of every running child of this process, by its key."""
    found = {}
    for key in children_of_threads():
        # A process may end meanwhile; one that has ended has no command line.
        with suppress(OSError):
            line = Path(f"/proc/{key}/cmdline").read_text().replace("\0", " ")
            if line and not any(name in line for name in OF_THE_RUN):
                found[key] = line
    return found


def children_of_threads():
    """Yield the key of every child, whichever thread started it."""
    for thread in Path("/proc/self/task").iterdir():
        # A thread may end meanwhile; its children become another's.
        with suppress(FileNotFoundError, ProcessLookupError):
            yield from (thread / "children").read_text().split()
