"""Addresses that are given once: a second one like it gets a number."""

from collections import Counter
from collections.abc import Iterable


class Addresses:
    """The addresses given so far, in a report or among records of a kind."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.repeated: Counter[str] = Counter()

    def free(self, wanted: str) -> str:
        """Return the address, with a number behind it where an earlier one is the same."""
        address = wanted
        while address in self.taken:
            self.repeated[wanted] += 1
            address = f"{wanted}-{self.repeated[wanted] + 1}"
        self.taken.add(address)
        return address
