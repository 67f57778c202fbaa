"""Turn a request to end a command into an exception, so that what is half written is removed."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_by_exception() -> Iterator[None]:
    earlier = signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, earlier)
