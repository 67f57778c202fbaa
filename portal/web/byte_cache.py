"""A cache in memory that is limited in bytes, because visitors determine what it keeps."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass
class ByteCache(Generic[Value]):
    """Values with their sizes; the one that was used longest ago makes room for a new one."""

    max_bytes: int
    entries: OrderedDict[Hashable, tuple[Value, int]] = field(default_factory=OrderedDict)
    used_bytes: int = 0
    # The threads of a worker share it.
    lock: Lock = field(default_factory=Lock, compare=False)

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, key: Hashable) -> Value | None:
        with self.lock:
            entry = self.entries.get(key)
            if entry is None:
                return None
            self.entries.move_to_end(key)
            return entry[0]

    def set(self, key: Hashable, value: Value, size: int) -> None:
        with self.lock:
            self.drop(key)
            self.entries[key] = value, size
            self.used_bytes += size
            while self.used_bytes > self.max_bytes:
                self.drop(next(iter(self.entries)))

    def drop(self, key: Hashable) -> None:
        if key in self.entries:
            self.used_bytes -= self.entries.pop(key)[1]
