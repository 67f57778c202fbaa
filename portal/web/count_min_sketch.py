"""A count-min sketch that resists chosen keys."""

import hashlib
import secrets
from threading import Lock

from probables import CountMinSketch

HASH_BYTES = 4


class KeyedSketch:
    """A thread-safe count-min sketch with keyed hashes.

    A count is never too low. It is too high only for a key that shares each of its cells with
    other keys; the hashes depend on a random secret, so collisions cannot be chosen.
    """

    def __init__(self, width: int, depth: int) -> None:
        self.width = width
        self.depth = depth
        self.secret = secrets.token_bytes(16)
        self.lock = Lock()
        self.clear()

    def clear(self) -> None:
        self.counts = CountMinSketch(
            width=self.width, depth=self.depth, hash_function=self.hashes_of
        )

    def add(self, key: str) -> int:
        """Increment the count of a key and return it."""
        with self.lock:
            return self.counts.add(key)

    def hashes_of(self, key: str | bytes, depth: int) -> list[int]:
        size = HASH_BYTES * depth
        data = key.encode("utf-8", "surrogatepass") if isinstance(key, str) else key
        digest = hashlib.blake2b(data, key=self.secret, digest_size=size).digest()
        return [
            int.from_bytes(digest[start : start + HASH_BYTES])
            for start in range(0, size, HASH_BYTES)
        ]
