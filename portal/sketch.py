"""Counting more keys than there is memory for: a count-min sketch."""

import hashlib
import secrets
from array import array
from threading import Lock

BYTES_OF_A_HASH = 4


class CountMinSketch:
    """Counts how often each key was added, in memory that no number of keys makes larger.

    A count is never too low, so nobody gets out of it by adding other keys. It is too high only
    for a key that shares each of its cells with another one; which cells these are depends on a
    secret of this object, so nobody can choose them.
    """

    def __init__(self, width: int, depth: int) -> None:
        self.width = width
        self.depth = depth
        self.secret = secrets.token_bytes(16)
        self.lock = Lock()
        self.clear()

    def clear(self) -> None:
        self.rows = [array("L", bytes(8 * self.width)) for _ in range(self.depth)]

    def add(self, key: str) -> int:
        """Count a key once more; return its count."""
        cells = self.cells_of(key)
        with self.lock:
            for row, cell in zip(self.rows, cells, strict=True):
                row[cell] += 1
            return min(row[cell] for row, cell in zip(self.rows, cells, strict=True))

    def cells_of(self, key: str) -> list[int]:
        digest = hashlib.blake2b(
            key.encode("utf-8", "surrogatepass"),
            key=self.secret,
            digest_size=BYTES_OF_A_HASH * self.depth,
        ).digest()
        return [
            int.from_bytes(digest[start : start + BYTES_OF_A_HASH]) % self.width
            for start in range(0, len(digest), BYTES_OF_A_HASH)
        ]
