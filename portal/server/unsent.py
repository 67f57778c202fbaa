"""What waits in memory for slow readers, and how much of it there may be."""

import logging
from dataclasses import dataclass, field

from tornado.iostream import IOStream

from portal.server import limits

logger = logging.getLogger(__name__)


@dataclass
class Unsent:
    """The bytes that wait for readers. Beyond a limit whoever has most waiting is cut off."""

    most: int = limits.UNSENT_BYTES
    waiting: dict[IOStream, int] = field(default_factory=dict)

    def add(self, stream: IOStream, size: int) -> None:
        self.waiting[stream] = size
        while sum(self.waiting.values()) > self.most and len(self.waiting) > 1:
            largest = max(self.waiting, key=lambda one: self.waiting[one])
            logger.warning("Too much waits for slow readers: the largest is cut off.")
            del self.waiting[largest]
            largest.close()

    def remove(self, stream: IOStream) -> None:
        self.waiting.pop(stream, None)
