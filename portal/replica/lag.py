"""How far a replica is behind its primary."""

from dataclasses import dataclass, field
from math import inf
from time import monotonic, sleep

from django.db import DatabaseError, connection, connections

from portal.replica.connection import ALIAS, is_configured

SECONDS_TO_WAIT = 10
SECONDS_BETWEEN_LOOKS = 0.1

# A server that was promoted has nothing to wait for. What was received is known at once; what was not
# received is not, so a replica without a connection to its primary may lack anything.
POSITION = """
SELECT
    NOT pg_is_in_recovery() OR (
        EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL)
        AND pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn()
    ),
    EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp())
"""


@dataclass
class LagGauge:
    """Measures the lag in seconds.

    The age of the last replayed transaction alone would grow while nobody writes. The lag is at
    most the time since the replica was last seen with everything.
    """

    complete_at: float = field(default=-inf)

    def measure(self) -> float:
        """Return the lag. Raise DatabaseError if the replica cannot be asked."""
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(POSITION)
            is_complete, seconds_since_transaction = cursor.fetchone()
        now = monotonic()
        if is_complete:
            self.complete_at = now
            return 0.0
        age = inf if seconds_since_transaction is None else float(seconds_since_transaction)
        return min(age, now - self.complete_at)


def wait_for_replay(seconds: float = SECONDS_TO_WAIT) -> None:
    """Wait until the replica has what the primary has now, but for at most `seconds`."""
    if not is_configured():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn()")
        position = cursor.fetchone()[0]
    deadline = monotonic() + seconds
    while monotonic() < deadline and not has_replayed(position):
        sleep(SECONDS_BETWEEN_LOOKS)


def has_replayed(position: str) -> bool:
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(
                "SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= %s", [position]
            )
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        return False
