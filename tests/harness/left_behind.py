"""A pytest plugin: no test leaves a child process or a later descendant running."""

import ctypes
import os
from contextlib import suppress
from pathlib import Path

import pytest

SET_CHILD_SUBREAPER = 36
# Processes that live as long as the whole test run, and end with it.
LONG_LIVED = ("playwright", "chrom", "multiprocessing.resource_tracker", "fork_server")


def pytest_configure():
    # An orphaned process becomes a child of this process, where it is detected.
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if not Path(f"/proc/self/task/{os.getpid()}/children").exists():
        raise pytest.UsageError("This system does not tell which processes are left.")


@pytest.fixture(autouse=True)
def _no_process_is_left():
    before = children()
    yield
    left = {pid: line for pid, line in children().items() if pid not in before}
    assert left == {}


def children():
    """Return the command line of every running child of this process, by its PID."""
    lines = {}
    for pid in children_of_threads():
        # A process may end meanwhile; an ended process has no command line.
        with suppress(OSError):
            line = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            if line and not any(name in line for name in LONG_LIVED):
                lines[pid] = line
    return lines


def children_of_threads():
    """Yield the PID of every child, whichever thread started it."""
    for thread in Path("/proc/self/task").iterdir():
        # A thread may end meanwhile; its children become another's.
        with suppress(FileNotFoundError, ProcessLookupError):
            yield from (thread / "children").read_text().split()
