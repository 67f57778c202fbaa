"""Another editor, in a process of their own, who saves a small report again and again."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any

import django

# Begin and end of a save, by the clock that all processes share.
Span = tuple[float, float]
PAUSE_SECONDS = 0.05


@contextmanager
def other_editor(report_key: int) -> Iterator[list[Span]]:
    """Let the editor save until the end of the block; then the list has all saves."""
    context = multiprocessing.get_context("spawn")
    own, theirs = context.Pipe()
    has_to_stop = context.Event()
    process = context.Process(target=save_repeatedly, args=(report_key, has_to_stop, theirs))
    process.start()
    saves: list[Span] = []
    own.recv()
    try:
        yield saves
    finally:
        has_to_stop.set()
        saves += own.recv()
        process.join()


def longest_save(saves: list[Span], during: Span) -> float:
    """Return the seconds of the longest save that took place, at least in part, in that time."""
    begin, end = during
    return max((last - first for first, last in saves if first < end and last > begin), default=0)


def save_repeatedly(report_key: int, has_to_stop: Event, connection: Connection) -> None:
    """Save a paragraph until told to stop; send a message before the first save, and all spans."""
    django.setup()
    from reports.models import Report  # noqa: PLC0415 -- settings load first

    report = Report.objects.get(pk=report_key)
    saves = [save_once(report, 0)]
    connection.send("ready")
    while not has_to_stop.wait(PAUSE_SECONDS):
        saves.append(save_once(report, len(saves)))
    connection.send(saves)


def save_once(report: Any, number: int) -> Span:
    from portal.content import service  # noqa: PLC0415 -- as above
    from portal.content.edits.fields import SetFields  # noqa: PLC0415
    from portal.content.loader import load_snapshot  # noqa: PLC0415
    from portal.content.schema import Item  # noqa: PLC0415

    begin = time.monotonic()
    item = Item("paragraph", min(load_snapshot(report).paragraph))
    edit = SetFields(item, {"text": f"Text number {number}."})
    service.save_edit(report=report, edit=edit, version=report.version)
    return begin, time.monotonic()
