"""Counting more keys than there is memory for, when whoever chooses the keys is no friend."""

import hashlib
import secrets
from threading import Lock

from probables import CountMinSketch

BYTES_OF_A_HASH = 4


class KeyedSketch:
    """A count-min sketch for threads, in which nobody can choose keys that are counted together.

    A count is never too low, so nobody gets out of it by adding other keys. It is too high only
    for a key that shares each of its cells with another one; which cells these are depends on a
    secret of this object.
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
        """Count a key once more; return its count."""
        with self.lock:
            return self.counts.add(key)

    def hashes_of(self, key: str | bytes, depth: int) -> list[int]:
        size = BYTES_OF_A_HASH * depth
        whole = key.encode("utf-8", "surrogatepass") if isinstance(key, str) else key
        digest = hashlib.blake2b(whole, key=self.secret, digest_size=size).digest()
        return [
            int.from_bytes(digest[start : start + BYTES_OF_A_HASH])
            for start in range(0, size, BYTES_OF_A_HASH)
        ]
