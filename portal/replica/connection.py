"""The connection of a thread to the replica, in the place of that to the primary."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

ALIAS = "replica"


def is_configured() -> bool:
    return ALIAS in settings.DATABASES


def reads_replica() -> bool:
    """Return whether this thread reads from the replica now."""
    return connections[DEFAULT_DB_ALIAS].alias == ALIAS


@contextmanager
def reading_replica() -> Iterator[None]:
    """Let this thread read from the replica, whatever code is called.

    The connection is swapped, not the alias: records do not know which database they came from, so
    they can be kept with the index and used by every request, and SQL written by hand goes the same
    way as the ORM. Django's LiveServerTestCase swaps connections in the same way.
    """
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[ALIAS]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary
