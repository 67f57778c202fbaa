"""The index as this process has it open: one state of it for all that belongs together."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import tantivy

from portal.search import indexing


@dataclass(frozen=True)
class Opened:
    """The index in one state: what searches it, and what was counted and called in it.

    Nothing in it is ever of another state: a new state is a new one of these.
    """

    state: indexing.State | None
    searcher: tantivy.Searcher
    counted: dict[Hashable, Any] = field(default_factory=dict)
    names: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


@dataclass
class Pin:
    """The state from which everything is answered, once anything is asked."""

    opened: Opened | None = None


# What this process opened last.
LATEST = Pin()
PINNED: ContextVar[Pin | None] = ContextVar("pinned", default=None)


@contextmanager
def one_state() -> Iterator[None]:
    """Answer all that is asked inside from one state of the index: rows and counts agree."""
    token = PINNED.set(Pin())
    try:
        yield
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


def latest() -> Opened:
    """Return the index in the state that it has on the disk."""
    state, held = indexing.stored_state(), LATEST.opened
    if held is not None and held.state == state:
        return held
    try:
        index = indexing.opened()
    except (ValueError, OSError):
        # Another process is about to build it anew.
        if held is None:
            raise
        return held
    LATEST.opened = Opened(state, index.searcher())
    return LATEST.opened
