"""The index follows the database: what changed is deleted from it and said anew.

It can be deleted, half built, left behind by a crash or brought from another machine:
what it has not got is made up for by whoever asks next, a slice at a time.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from uuid import uuid4

import tantivy
from django.conf import settings

from portal.failures import IndexDamagedError, is_panic
from portal.search import damage, documents, schema
from portal.search.models import Change
from reports.models import Report

REPORTS_AT_ONCE = 50
WRITER_BYTES = 64_000_000
FOR_EVER = 1e9
# A commit writes files and waits for the disk.
SECONDS_BETWEEN_COMMITS = 2
NO_REPORT = 0


@dataclass(frozen=True)
class State:
    """How far an index has come: it is written after each commit, so it may lag, never lead.

    `cursor` and `token` are those of the last change in it. While the index is being built,
    `building_after` is the key of the last report in it.
    """

    fingerprint: str
    cursor: int
    token: str
    building_after: int | None = None
    # One index from another that was built from the same changes.
    built: str = ""
    # When it was begun, and whether in the place of a damaged one.
    begun_at: float = 0.0
    after_damage: bool = False

    @property
    def is_complete(self) -> bool:
        return self.building_after is None


def folder() -> Path:
    return Path(settings.INDEX_DIR)


def state_file() -> Path:
    return folder() / "state.json"


def stored_state() -> State | None:
    """Return the state that the index says it has, or None for no readable index."""
    if damage.is_marked():
        return None
    try:
        return State(**json.loads(state_file().read_text()))
    except (OSError, ValueError, TypeError):
        return None


def usable_state() -> State | None:
    """Return the state of an index that fits this program and this database, or None."""
    found = stored_state()
    if found is None or found.fingerprint != schema.fingerprint():
        return None
    known = Change.objects.filter(pk=found.cursor, token=found.token).exists()
    return found if known and can_be_opened() else None


def can_be_opened() -> bool:
    try:
        damage.searcher(folder())
    except IndexDamagedError:
        return False
    return True


def condemned(error: BaseException, throw: Callable[[], object]) -> bool:
    """Say whether the engine's error comes of a damaged index; then `throw` has thrown it away."""
    now = stored_state()
    if not damage.explains(error, folder(), now.begun_at if now else 0.0):
        return False
    throw()
    return True


def newest_change() -> Change | None:
    return Change.objects.order_by("-pk").first()


def is_current() -> bool:
    """Say whether the index holds all that has been committed."""
    found, newest = stored_state(), newest_change()
    return bool(
        found
        and newest
        and found.is_complete
        and found.fingerprint == schema.fingerprint()
        and (found.cursor, found.token) == (newest.pk, str(newest.token))
    )


def catch_up(
    seconds: float | None = None,
    tell: Callable[[int], None] = lambda reports: None,
) -> bool:
    """Bring the index up to date, for so long at most; say whether it is.

    Without a time, it is as long as whoever asks may wait: INDEX_SLICE_SECONDS. Returns at once if another process is at it. `tell` hears how many reports were done.
    """
    if is_current():
        return True
    with writers_lock() as mine:
        if not mine:
            return False
        allowed = settings.INDEX_SLICE_SECONDS if seconds is None else seconds
        deadline = time.monotonic() + allowed
        try:
            apply(deadline, tell)
        except IndexDamagedError:
            # It is thrown away by now, and begun anew at once.
            apply(deadline, tell)
    return is_current()


def apply(deadline: float, tell: Callable[[int], None]) -> None:
    """Take steps until none is left or the time is up. Raises IndexDamagedError once for damage."""
    before = usable_state() or begun()
    try:
        write(before, deadline, tell)
    except BaseException as error:
        if not damage.is_of_engine(error):
            raise
        if condemned(error, throw_away):
            raise IndexDamagedError from error
        if is_panic(error):
            raise damage.EngineError(str(error)) from error
        raise


def write(before: State, deadline: float, tell: Callable[[int], None]) -> None:
    """Take step after step from the state on; commit now and then."""
    committed = time.monotonic()
    with writer() as index_writer:
        for after, reports in steps(index_writer, before):
            before = after
            tell(reports)
            now = time.monotonic()
            if now > deadline:
                break
            if now > committed + SECONDS_BETWEEN_COMMITS:
                index_writer.commit()
                keep(after)
                committed = now
        index_writer.commit()
        keep(before)


def steps(index_writer: tantivy.IndexWriter, now: State) -> Iterator[tuple[State, int]]:
    """Say some reports anew at a time; yield the state that a commit leads to, and how many."""
    while now.building_after is not None:
        reports = list(
            Report.objects.published()
            .filter(pk__gt=now.building_after)
            .order_by("pk")
            .values_list("pk", flat=True)[:REPORTS_AT_ONCE]
        )
        say_anew(index_writer, reports)
        now = replace(now, building_after=reports[-1] if reports else None)
        yield now, len(reports)
    while changes := list(
        Change.objects.filter(pk__gt=now.cursor).order_by("pk")[:REPORTS_AT_ONCE]
    ):
        say_anew(index_writer, {one.report_key for one in changes})
        now = replace(now, cursor=changes[-1].pk, token=str(changes[-1].token))
        yield now, len(changes)


def say_anew(index_writer: tantivy.IndexWriter, reports: Collection[int]) -> None:
    for key in reports:
        # Deleting by term takes a number for a signed one, and finds nothing.
        of_report = tantivy.Query.term_query(schema.schema(), "report_key", key)
        index_writer.delete_documents_by_query(of_report)
    for place in documents.places_of(reports):
        index_writer.add_document(tantivy.Document.from_dict(place, schema.schema()))


def begun() -> State:
    """Start an empty index in the place of whatever is there; return its state."""
    newest = newest_change() or Change.objects.create(report_key=NO_REPORT)
    throw_away()
    tantivy.Index(schema.schema(), str(folder()))
    now = State(
        schema.fingerprint(),
        newest.pk,
        str(newest.token),
        building_after=0,
        built=str(uuid4()),
        begun_at=time.time(),
        after_damage=damage.is_marked(),
    )
    keep(now)
    damage.unmark()
    return now


def discard() -> bool:
    """Throw the index away, so that whoever asks next builds it anew; say whether it could be."""
    with writers_lock() as mine:
        if mine:
            throw_away()
        return mine


def rebuild(tell: Callable[[int], None]) -> bool:
    """Throw the index away and build it anew, however long that takes; say whether it could be."""
    with writers_lock() as mine:
        if mine:
            throw_away()
            apply(time.monotonic() + FOR_EVER, tell)
    return mine and is_current()


def throw_away() -> None:
    """Delete the index. Readers that have it open keep what they have until they look again."""
    shutil.rmtree(folder(), ignore_errors=True)
    folder().mkdir(parents=True)


def keep(now: State) -> None:
    fresh = state_file().with_suffix(".new")
    fresh.write_text(json.dumps(asdict(now)))
    fresh.replace(state_file())


def opened() -> tantivy.Searcher:
    """Return what asks the index. One that cannot be read is built anew."""
    try:
        return damage.searcher(folder())
    except IndexDamagedError:
        discard()
        catch_up()
        return damage.searcher(folder())


@contextmanager
def writer() -> Iterator[tantivy.IndexWriter]:
    index = tantivy.Index.open(str(folder()))
    schema.register_cutters(index)
    index_writer = index.writer(WRITER_BYTES, num_threads=1)
    yield index_writer
    index_writer.wait_merging_threads()


@contextmanager
def writers_lock() -> Iterator[bool]:
    """Hold the right to write, if nobody else does. The system gives it back after a crash."""
    path = folder().with_suffix(".lock")
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
