"""Close database connections while a file is parsed, as that may exceed their timeout."""

from django.db import connections


class InTransactionError(RuntimeError):
    """A file is parsed inside a transaction; parse it first, then store the result."""


def release_connections() -> None:
    """Close the connections, which reopen on demand; raise InTransactionError in a transaction.

    The transaction that wraps a test stays open, with its connection.
    """
    for connection in connections.all(initialized_only=True):
        blocks = connection.atomic_blocks
        # As in Django's durable transactions, the transaction of a test does not count.
        if not all(block._from_testcase for block in blocks):
            raise InTransactionError(
                "A file must not be read inside a transaction. "
                "Read the file first, then store the result."
            )
        if not blocks:
            connection.close()
