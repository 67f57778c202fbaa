"""The database that readers' pages and the index of this machine come from.

Both come from the same one, so that no list counts what its rows lack. A machine never goes back to a
replica that lacks what its index has: readers would see old content after new.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from portal.replica.condition import CONDITION, UNREACHABLE
from portal.replica.connection import is_configured, reading_replica, reads_replica
from portal.search.index.newest_change import newest_change
from portal.search.index.state import stored_state


@contextmanager
def public_reads() -> Iterator[None]:
    """Read inside the block from the database that readers' pages come from."""
    if reads_replica() or not may_read_replica():
        yield
    else:
        with reading_replica():
            yield


def may_read_replica() -> bool:
    """Return whether there is a replica in good condition that has what this machine shows."""
    # A transaction reads what it has written.
    if not is_configured() or connection.in_atomic_block or CONDITION.current_problem():
        return False
    try:
        with reading_replica():
            return not is_behind_index()
    except DatabaseError:
        CONDITION.record(UNREACHABLE)
        return False


def is_behind_index() -> bool:
    """Return whether the database in use lacks changes that the index contains."""
    newest, state = newest_change(), stored_state()
    if newest is None or state is None:
        # Without any change an index cannot be begun, which writes the first one.
        return newest is None
    if newest.pk == state.cursor:
        return str(newest.token) != state.token
    return newest.pk < state.cursor
