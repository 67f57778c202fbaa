"""A limit on response bytes buffered for slow clients."""

import logging
from dataclasses import dataclass, field

from tornado.iostream import IOStream

from portal.server import limits

logger = logging.getLogger(__name__)


@dataclass
class UnsentBytes:
    """The unsent bytes of each stream. Above the limit the stream with the most is closed."""

    max_bytes: int = limits.UNSENT_BYTES
    sizes: dict[IOStream, int] = field(default_factory=dict)

    def add(self, stream: IOStream, size: int) -> None:
        self.sizes[stream] = size
        while sum(self.sizes.values()) > self.max_bytes and len(self.sizes) > 1:
            largest = max(self.sizes, key=lambda stream: self.sizes[stream])
            logger.warning(
                "Too many unsent bytes for slow clients: the connection with the most is closed."
            )
            del self.sizes[largest]
            largest.close()

    def remove(self, stream: IOStream) -> None:
        self.sizes.pop(stream, None)
