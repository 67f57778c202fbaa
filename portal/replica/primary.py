"""Whether the primary can be reached, as this process knows it.

Connecting to a machine that is off takes seconds: not every request and health check may wait for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from portal.replica.condition import SECONDS_BEFORE_RETRY, SECONDS_BETWEEN_CHECKS


@dataclass
class PrimaryCondition:
    """The last answer, and until when it holds."""

    is_reachable: bool = True
    check_at: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def current(self, connect: Callable[[], bool]) -> bool:
        """Return the last answer; if it is old, connect anew."""
        # While one thread asks, the others use the last answer.
        if monotonic() >= self.check_at and self.lock.acquire(blocking=False):
            try:
                self.record(connect())
            finally:
                self.lock.release()
        return self.is_reachable

    def connect(self, connect: Callable[[], bool]) -> bool:
        """Connect this thread, unless the primary was lost moments ago; return whether it can be used."""
        if not self.is_reachable:
            return self.current(connect)
        is_reachable = connect()
        if not is_reachable:
            self.record(is_reachable=False)
        return is_reachable

    def record(self, is_reachable: bool) -> None:
        self.is_reachable = is_reachable
        seconds = SECONDS_BETWEEN_CHECKS if is_reachable else SECONDS_BEFORE_RETRY
        self.check_at = monotonic() + seconds

    def expire(self) -> None:
        """Ask again next time: a request has failed."""
        self.check_at = 0.0


PRIMARY = PrimaryCondition()
