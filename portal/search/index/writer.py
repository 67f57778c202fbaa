"""Keep the index up to date with the database: changed reports are deleted and added again.

The index may be missing, half built, left behind by a crash or copied from another machine. The
next request catches up with what is missing, for a limited time.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import tantivy
from django.conf import settings

from portal.failures.causes import IndexDamagedError, is_panic
from portal.replica.connection import reads_replica
from portal.search.index import damage, documents, schema
from portal.search.index.newest_change import newest_change
from portal.search.index.source import is_behind_index, public_reads
from portal.search.index.state import IndexState, index_folder, stored_state, write_state
from portal.search.models import IndexChange
from reports.models import Report

REPORTS_PER_BATCH = 50
WRITER_BYTES = 64_000_000
FOR_EVER = 1e9
# A commit writes files, waits for the disk and adds a segment; counts are merged from all segments.
SECONDS_BETWEEN_COMMITS = 20
NO_REPORT = 0


def usable_state() -> IndexState | None:
    """Return the stored state if the index fits this program and this database, or None."""
    state = stored_state()
    if state is None or state.fingerprint != schema.fingerprint():
        return None
    is_known = IndexChange.objects.filter(pk=state.cursor, token=state.token).exists()
    return state if is_known and can_be_opened() else None


def can_be_opened() -> bool:
    try:
        damage.open_searcher(index_folder())
    except IndexDamagedError:
        return False
    return True


def discard_if_damaged(error: BaseException, discard: Callable[[], object]) -> bool:
    """Call `discard` if a damaged index caused the engine's error; return whether it did."""
    state = stored_state()
    if not damage.is_caused_by_damage(error, index_folder(), state.begun_at if state else 0.0):
        return False
    discard()
    return True


def is_current(newest: IndexChange | None = None) -> bool:
    """Return whether the index contains all committed changes; the newest one may be given."""
    state, newest = stored_state(), newest or newest_change()
    return bool(
        state
        and newest
        and state.is_complete
        and state.fingerprint == schema.fingerprint()
        and (state.cursor, state.token) == (newest.pk, str(newest.token))
    )


def catch_up(
    seconds: float | None = None,
    on_progress: Callable[[int], None] = lambda reports: None,
    newest: IndexChange | None = None,
) -> bool:
    """Update the index for at most `seconds`; return whether it is current.

    The default is INDEX_SLICE_SECONDS, the time that a request may wait. Returns at once if
    another process holds the lock. `on_progress` is called with the size of each batch. `newest`
    is the newest change, if it has been asked for.

    The index follows the database that readers read from, which may be a replica without the changes
    of the last moment.
    """
    if is_current(newest):
        return True
    with public_reads(), writers_lock() as is_locked:
        # Another process may have read from the primary since: its index must not be rebuilt.
        if not is_locked or (reads_replica() and is_behind_index()):
            return False
        allowed = settings.INDEX_SLICE_SECONDS if seconds is None else seconds
        deadline = time.monotonic() + allowed
        try:
            apply_changes(deadline, on_progress)
        except IndexDamagedError:
            # The damaged index has been deleted: start a new one at once.
            apply_changes(deadline, on_progress)
    return is_current()


def apply_changes(deadline: float, on_progress: Callable[[int], None]) -> None:
    """Write batches until the index is current or the deadline is reached.

    Raise IndexDamagedError, after deleting the index, if it is damaged.
    """
    state = usable_state() or start_index()
    try:
        write_batches(state, deadline, on_progress)
    except BaseException as error:
        if not damage.is_engine_error(error):
            raise
        if discard_if_damaged(error, delete_index):
            raise IndexDamagedError from error
        if is_panic(error):
            raise damage.EngineError(str(error)) from error
        raise


def write_batches(state: IndexState, deadline: float, on_progress: Callable[[int], None]) -> None:
    """Write the batches that follow the state, with a commit every few seconds and at the end."""
    committed_at = time.monotonic()
    with writer() as index_writer:
        for state_after, report_count in batches(index_writer, state):
            state = state_after
            on_progress(report_count)
            now = time.monotonic()
            if now > deadline:
                break
            if now > committed_at + SECONDS_BETWEEN_COMMITS:
                index_writer.commit()
                write_state(state)
                committed_at = now
        index_writer.commit()
        write_state(state)


def batches(
    index_writer: tantivy.IndexWriter, state: IndexState
) -> Iterator[tuple[IndexState, int]]:
    """Write some reports at a time; yield the state after a commit, and the number of reports."""
    while state.building_after is not None:
        reports = list(
            Report.objects.published()
            .filter(pk__gt=state.building_after)
            .order_by("pk")
            .values_list("pk", flat=True)[:REPORTS_PER_BATCH]
        )
        reindex_reports(index_writer, reports)
        state = replace(state, building_after=reports[-1] if reports else None)
        yield state, len(reports)
    while changes := list(
        IndexChange.objects.filter(pk__gt=state.cursor).order_by("pk")[:REPORTS_PER_BATCH]
    ):
        reindex_reports(index_writer, {change.report_key for change in changes})
        state = replace(state, cursor=changes[-1].pk, token=str(changes[-1].token))
        yield state, len(changes)


def reindex_reports(index_writer: tantivy.IndexWriter, reports: Collection[int]) -> None:
    for key in reports:
        # delete_documents() takes the key for a signed number and deletes nothing.
        of_report = tantivy.Query.term_query(schema.schema(), "report_key", key)
        index_writer.delete_documents_by_query(of_report)
    for document in documents.index_documents(reports):
        index_writer.add_document(tantivy.Document.from_dict(document, schema.schema()))


def start_index() -> IndexState:
    """Replace whatever exists with an empty index; return its state."""
    newest = newest_change() or IndexChange.objects.create(report_key=NO_REPORT)
    delete_index()
    tantivy.Index(schema.schema(), str(index_folder()))
    state = IndexState(
        schema.fingerprint(),
        newest.pk,
        str(newest.token),
        building_after=0,
        built=str(uuid4()),
        begun_at=time.time(),
        after_damage=damage.is_marked_damaged(),
    )
    write_state(state)
    damage.clear_mark()
    return state


def discard_index() -> bool:
    """Delete the index, so that the next request rebuilds it; return False if it is locked."""
    with writers_lock() as is_locked:
        if is_locked:
            delete_index()
        return is_locked


def rebuild(on_progress: Callable[[int], None]) -> bool:
    """Delete the index and build it without a time limit; return whether it is current."""
    with public_reads(), writers_lock() as is_locked:
        if is_locked:
            delete_index()
            apply_changes(time.monotonic() + FOR_EVER, on_progress)
    return is_locked and is_current()


def delete_index() -> None:
    """Delete the index. Open searchers keep their files until they are reopened."""
    shutil.rmtree(index_folder(), ignore_errors=True)
    index_folder().mkdir(parents=True)


def open_index() -> tantivy.Searcher:
    """Return a searcher; rebuild the index first if it cannot be read."""
    try:
        return damage.open_searcher(index_folder())
    except IndexDamagedError:
        discard_index()
        catch_up()
        return damage.open_searcher(index_folder())


@contextmanager
def writer() -> Iterator[tantivy.IndexWriter]:
    index = tantivy.Index.open(str(index_folder()))
    schema.register_tokenizers(index)
    index_writer = index.writer(WRITER_BYTES, num_threads=1)
    yield index_writer
    index_writer.wait_merging_threads()


@contextmanager
def writers_lock(folder: Path | None = None) -> Iterator[bool]:
    """Lock the index, or one in another folder, for writing; yield False if it is locked already.

    The operating system releases the lock if the process dies.
    """
    path = (folder or index_folder()).with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
