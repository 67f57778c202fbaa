"""The index of the archive: a document for every state of a record that was ever public.

It has the fields of the live index and those that say when the state was shown. Like the live index it
is derived: it follows the runs of the archive, and is rebuilt if it is missing or damaged.
"""

import json
import shutil
import time
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings
from django.db.models import Q

from portal.failures.causes import IndexDamagedError
from portal.replica.connection import reads_replica
from portal.search.index import damage, integrity, schema, writer
from portal.search.index.source import public_reads
from portal.search.models import ArchivedRecord, ArchiveRun

# States read at once.
BATCH_SIZE = 500
# `closed` of a state that is still shown.
STILL_SHOWN = 2**62
# Increase it whenever `document_of` changes.
EDITION = 1


@dataclass(frozen=True)
class ArchiveIndexState:
    """What the index contains: every state up to a run, which the token identifies.

    While the index is catching up, `row` is the key of the last state that it has read, and
    `changed` is the run that changed that state.
    """

    fingerprint: str
    run: int = 0
    token: str = ""
    changed: int = 0
    row: int | None = None


@cache
def archive_schema() -> tantivy.Schema:
    builder = schema.builder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    for name in ("opened", "closed", "withheld", "ordinal"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


def fingerprint() -> str:
    return f"{schema.fingerprint()}-{EDITION}"


def folder() -> Path:
    live = Path(settings.INDEX_DIR)
    return live.with_name(f"{live.name}-archive")


def stored_state() -> ArchiveIndexState | None:
    try:
        return ArchiveIndexState(**json.loads((folder() / "state.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def fitting_state() -> ArchiveIndexState | None:
    """Return the stored state if the index fits this program and this database, or None."""
    state = stored_state()
    if state is None or state.fingerprint != fingerprint():
        return None
    is_known = not state.run or ArchiveRun.objects.filter(pk=state.run, token=state.token).exists()
    return state if is_known else None


def usable_state() -> ArchiveIndexState | None:
    """Return the stored state if the index fits and can be opened, or None."""
    state = fitting_state()
    try:
        if state is not None:
            open_searcher()
    except IndexDamagedError:
        return None
    return state


def write_state(state: ArchiveIndexState) -> None:
    new_file = folder() / "state.new"
    new_file.write_text(json.dumps(asdict(state)))
    new_file.replace(folder() / "state.json")


def is_current(last: ArchiveRun) -> bool:
    state = stored_state()
    return bool(
        state
        and state.fingerprint == fingerprint()
        and state.row is None
        and (state.run, state.token) == (last.pk, str(last.token))
    )


def has_every_run() -> bool:
    last = ArchiveRun.objects.last()
    return last is None or is_current(last)


def follow(last: ArchiveRun, seconds: float = writer.FOR_EVER) -> bool:
    """Add the states up to a run, for a limited time; return whether the index has them all.

    Returns at once if another process is writing the index, or if the replica lacks this run.
    """
    if is_current(last):
        return True
    with public_reads(), writer.writers_lock(folder()) as is_locked:
        if is_locked and is_known(last) and not is_ahead(last):
            write_states(last, time.monotonic() + seconds)
    return is_current(last)


def is_known(run: ArchiveRun) -> bool:
    return ArchiveRun.objects.filter(pk=run.pk, token=run.token).exists()


def is_ahead(last: ArchiveRun) -> bool:
    """Return whether the index has runs that the replica lacks: no reason to rebuild it."""
    state = stored_state()
    return reads_replica() and state is not None and state.run > last.pk


def follow_last() -> None:
    """Add the states up to the last run, if there is one; a periodic job."""
    with public_reads():
        last = ArchiveRun.objects.last()
        if last is not None:
            follow(last)


def write_states(last: ArchiveRun, deadline: float) -> None:
    state = usable_state() or start_index()
    index = tantivy.Index.open(str(folder()))
    schema.register_tokenizers(index)
    index_writer = index.writer(writer.WRITER_BYTES, num_threads=1)
    for rows in batches(state, last):
        for row in rows:
            of_row = tantivy.Query.term_query(archive_schema(), "row", row.pk)
            index_writer.delete_documents_by_query(of_row)
            document = tantivy.Document.from_dict(document_of(row), archive_schema())
            index_writer.add_document(document)
        state = replace(state, changed=rows[-1].changed, row=rows[-1].pk)
        if time.monotonic() > deadline:
            break
    else:
        state = ArchiveIndexState(state.fingerprint, last.pk, str(last.token), changed=last.pk)
    index_writer.commit()
    index_writer.wait_merging_threads()
    write_state(state)


def batches(state: ArchiveIndexState, last: ArchiveRun) -> Iterator[list[ArchivedRecord]]:
    """Yield the states that have changed since `state`.

    States closed by a run that is still being written are read again after that run.
    """
    changed, row = state.changed, state.row
    while True:
        later = Q(changed__gt=changed)
        if row is not None:
            later |= Q(changed=changed, pk__gt=row)
        rows = ArchivedRecord.objects.filter(later, opened__lte=last.pk)
        found = list(rows.order_by("changed", "pk")[:BATCH_SIZE])
        if not found:
            return
        yield found
        changed, row = found[-1].changed, found[-1].pk


def document_of(row: ArchivedRecord) -> dict[str, list[Any]]:
    value = json.loads(zlib.decompress(row.value))
    return value["document"] | {
        "row": [row.pk],
        "opened": [row.opened],
        "closed": [row.closed or STILL_SHOWN],
        "withheld": [int(row.is_withheld)],
        "ordinal": [value["ordinal"]],
    }


def start_index() -> ArchiveIndexState:
    discard()
    tantivy.Index(archive_schema(), str(folder()))
    state = ArchiveIndexState(fingerprint())
    write_state(state)
    return state


def discard() -> None:
    """Delete the index. Open searchers keep their files until they are reopened."""
    shutil.rmtree(folder(), ignore_errors=True)
    folder().mkdir(parents=True)


def discard_damaged() -> None:
    """Delete the index, so that the next request rebuilds it, unless another process writes it."""
    with writer.writers_lock(folder()) as is_locked:
        if is_locked:
            discard()


def open_searcher() -> tantivy.Searcher:
    """Return a searcher. Raise IndexDamagedError if the index is damaged or cannot be opened."""
    if names := integrity.damaged_files(folder()):
        raise IndexDamagedError(names)
    try:
        index = tantivy.Index.open(str(folder()))
        schema.register_tokenizers(index)
        return index.searcher()
    except BaseException as error:
        if not damage.is_engine_error(error):
            raise
        raise IndexDamagedError(str(error)) from error
