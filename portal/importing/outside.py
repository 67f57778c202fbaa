"""Nothing of the database is held while a file is read: that may take longer than it waits."""

from django.db import connections


class InTransactionError(RuntimeError):
    """A program reads a file inside a transaction: it has to read first, and then to store."""


def let_go_of_database() -> None:
    """Close the connections, which open again by themselves; refuse to work inside a transaction.

    The transaction that a test is wrapped in stays open, with its connection.
    """
    for connection in connections.all(initialized_only=True):
        blocks = connection.atomic_blocks
        # As Django's own durable transactions look past that of a test.
        if not all(block._from_testcase for block in blocks):
            raise InTransactionError(
                "A file is read while a transaction is open, and the database would close it. "
                "Read the file first, then store what was read."
            )
        if not blocks:
            connection.close()
