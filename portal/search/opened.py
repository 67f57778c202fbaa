"""The index as this process has it open: one state of it for all that belongs together."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import tantivy

from portal.failures import IndexDamagedError, is_panic
from portal.search import damage, indexing


@dataclass(frozen=True)
class Opened:
    """The index in one state: what searches it, and what was counted and called in it.

    Nothing in it is ever of another state: a new state is a new one of these.
    """

    state: indexing.State | None
    searcher: "Searcher"
    counted: dict[Hashable, Any] = field(default_factory=dict)
    names: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


class Searcher:
    """The engine's searcher, through which everything is asked: no error of its ends a server.

    Raises IndexDamagedError for an index that is damaged, which is then built anew, and EngineError
    where the engine panics over a sound one.
    """

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return partial(asked, getattr(self.searcher, name))


def asked(method: Callable[..., Any], *args: Any, **options: Any) -> Any:
    try:
        return method(*args, **options)
    except BaseException as error:
        if not damage.is_of_engine(error):
            raise
        if indexing.condemned(error, indexing.discard):
            LATEST.opened = None
            raise IndexDamagedError(str(error)) from error
        if is_panic(error):
            raise damage.EngineError(str(error)) from error
        raise


@dataclass
class Pin:
    """The state from which everything is answered, once anything is asked."""

    opened: Opened | None = None
    # Whether the index holds all that has been committed; asked once, and only when it matters.
    is_caught_up: bool | None = None


# What this process opened last.
LATEST = Pin()
PINNED: ContextVar[Pin | None] = ContextVar("pinned", default=None)


@contextmanager
def one_state() -> Iterator[Pin]:
    """Answer all that is asked inside from one state of the index: rows and counts agree."""
    pin = Pin()
    token = PINNED.set(pin)
    try:
        yield pin
    finally:
        PINNED.reset(token)


def current() -> Opened:
    """Return the index as it is; outside `one_state`, caught up or begun to."""
    pin = PINNED.get()
    if pin is None:
        indexing.catch_up()
        return latest()
    if pin.opened is None:
        pin.opened = latest()
    return pin.opened


def is_caught_up() -> bool:
    """Say whether what was read under the state still holds in the database."""
    pin = PINNED.get()
    if pin is None:
        return indexing.is_current()
    if pin.is_caught_up is None:
        pin.is_caught_up = indexing.is_current()
    return pin.is_caught_up


def latest() -> Opened:
    """Return the index in the state that it has on the disk."""
    state, held = indexing.stored_state(), LATEST.opened
    # Without a state nothing says whether it is still the same.
    if held is not None and state is not None and held.state == state:
        return held
    try:
        found = indexing.opened()
    except (IndexDamagedError, ValueError, OSError):
        # Another process is about to build it anew.
        if held is None or damage.is_marked():
            raise
        return held
    LATEST.opened = Opened(state, Searcher(found))
    return LATEST.opened
