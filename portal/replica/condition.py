"""Whether the replica can be read from, as this process knows it."""

import logging
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import DatabaseError

from portal.replica.lag import LagGauge

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_CHECKS = 1.0
# Connecting to a machine that is off takes seconds.
SECONDS_BEFORE_RETRY = 5.0
UNREACHABLE = "it cannot be reached"


@dataclass
class Condition:
    """What is wrong with the replica: found out every second, or by a request that failed."""

    problem: str = ""
    check_at: float = 0.0
    gauge: LagGauge = field(default_factory=LagGauge)
    lock: Lock = field(default_factory=Lock)

    def current_problem(self) -> str:
        """Return why readers do not read from the replica, or an empty string."""
        # While one thread asks, the others use the last answer.
        if monotonic() >= self.check_at and self.lock.acquire(blocking=False):
            try:
                self.record(self.find_problem())
            finally:
                self.lock.release()
        return self.problem

    def find_problem(self) -> str:
        try:
            lag = self.gauge.measure()
        except DatabaseError as error:
            logger.debug("The replica does not answer: %s", error)
            return UNREACHABLE
        if lag > settings.READ_LAG_SECONDS:
            return f"it is more than {settings.READ_LAG_SECONDS} s behind the primary"
        return ""

    def record(self, problem: str) -> None:
        """Keep the problem until the next check, and log it if it has changed."""
        if problem and problem != self.problem:
            logger.warning("Readers read from the primary, not from the replica: %s.", problem)
        elif self.problem and not problem:
            logger.warning("Readers read from the replica again.")
        self.problem = problem
        is_down = problem == UNREACHABLE
        self.check_at = monotonic() + (SECONDS_BEFORE_RETRY if is_down else SECONDS_BETWEEN_CHECKS)


CONDITION = Condition()
