"""Index snapshots: what one request reads comes from one state of the index."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any
from uuid import UUID

import tantivy

from portal.failures.causes import IndexDamagedError, is_panic
from portal.search.index import damage, schema, writer
from portal.search.index.newest_change import newest_change
from portal.search.models import IndexChange
from portal.web.byte_cache import ByteCache
from reports.trees import Tree

MAX_CARD_BYTES = 16_000_000


@dataclass(frozen=True)
class IndexSnapshot:
    """One state of the index, with the caches of counts and labels that belong to it."""

    state: writer.IndexState | None
    searcher: "Searcher"
    counts: dict[Hashable, Any] = field(default_factory=dict)
    # Counts of queries with words, by kind: rewriting a query needs the same count several times.
    word_counts: dict[Hashable, int] = field(default_factory=dict)
    labels: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    trees: dict[type[Tree], Tree] = field(default_factory=dict)
    # Records of lists as pages show them, in a few kilobytes each, and what these share.
    cards: ByteCache[Any] = field(default_factory=lambda: ByteCache(MAX_CARD_BYTES))
    shared_records: dict[Hashable, dict[int, Any]] = field(default_factory=dict)


class Searcher:
    """A tantivy.Searcher whose errors are converted, so that no panic ends the server.

    Its methods raise IndexDamagedError for a damaged index, which is then rebuilt, and
    EngineError where tantivy panics over an intact one.
    """

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        # The rounds of follow-up, once they were counted.
        self.rounds: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return partial(guarded_call, getattr(self.searcher, name))

    @cached_property
    def stemmed_languages(self) -> tuple[str, ...]:
        """The languages other than English of which the index has stems."""
        return tuple(filter(self.has_language, schema.STEMMERS))

    def has_language(self, language: str) -> bool:
        # A tag may go on: fr-CA.
        of_language = tantivy.Query.regex_query(schema.schema(), "language", f"{language}(-.*)?")
        return bool(self.search(of_language, 1, count=True).count)

    def keys(self, name: str, addresses: list[Any]) -> list[int]:
        """Return the keys of documents, which all have a value in this field."""
        return guarded_call(read_keys, self.searcher, name, addresses)


def read_keys(searcher: tantivy.Searcher, name: str, addresses: list[Any]) -> list[int]:
    keys = searcher.fast_field_values(name, addresses)
    if None in keys:
        # An error of the engine, as if it had noticed it.
        raise ValueError(f"A document has no {name}.")
    return [int(key) for key in keys]


def guarded_call(method: Callable[..., Any], *args: Any, **options: Any) -> Any:
    try:
        return method(*args, **options)
    except BaseException as error:
        if not damage.is_engine_error(error):
            raise
        if writer.discard_if_damaged(error, writer.discard_index):
            LATEST.snapshot = None
            raise IndexDamagedError(str(error)) from error
        if is_panic(error):
            raise damage.EngineError(str(error)) from error
        raise


@dataclass
class SnapshotHolder:
    """A snapshot that is opened when it is first needed."""

    snapshot: IndexSnapshot | None = None
    # Whether the index contains all committed changes; None until it is first asked for.
    is_caught_up: bool | None = None
    # The newest change when the request began, if somebody has asked for it.
    newest: IndexChange | None = None


# The snapshot that this process opened last.
LATEST = SnapshotHolder()
PINNED: ContextVar[SnapshotHolder | None] = ContextVar("pinned", default=None)


@contextmanager
def pinned_snapshot() -> Iterator[SnapshotHolder]:
    """Use one snapshot for all searches inside the block, so that rows and counts agree."""
    pin = SnapshotHolder()
    token = PINNED.set(pin)
    try:
        yield pin
    finally:
        PINNED.reset(token)


def current_snapshot() -> IndexSnapshot:
    """Return the pinned snapshot; without one, catch up first and return the latest."""
    pin = PINNED.get()
    if pin is None:
        writer.catch_up()
        return latest_snapshot()
    if pin.snapshot is None:
        pin.snapshot = latest_snapshot()
    return pin.snapshot


def is_caught_up() -> bool:
    """Return whether the index contains all committed changes, asked once per pinned snapshot."""
    pin = PINNED.get()
    if pin is None:
        return writer.is_current()
    if pin.is_caught_up is None:
        pin.is_caught_up = writer.is_current()
    return pin.is_caught_up


def public_version() -> UUID | None:
    """Return what changes with public content, asked once per pinned snapshot."""
    pin = PINNED.get()
    newest = (pin and pin.newest) or newest_change()
    if pin:
        pin.newest = newest
    return newest.token if newest else None


def latest_snapshot() -> IndexSnapshot:
    """Return the snapshot of the index on disk, reopened if its state has changed."""
    state, previous = writer.stored_state(), LATEST.snapshot
    # Without a stored state it is unknown whether the index is still the same.
    if previous is not None and state is not None and previous.state == state:
        return previous
    try:
        searcher = writer.open_index()
    except (IndexDamagedError, ValueError, OSError):
        # Another process is about to rebuild it.
        if previous is None or damage.is_marked_damaged():
            raise
        return previous
    LATEST.snapshot = IndexSnapshot(state, Searcher(searcher))
    return LATEST.snapshot
