"""Addresses within a report: each is given once, and a second one like it gets a number."""

from collections import Counter


class Addresses:
    """The addresses that a report has given so far."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.repeated: Counter[str] = Counter()

    def free(self, wanted: str) -> str:
        """Return the address, with a number behind it where an earlier one is the same."""
        address = wanted
        while address in self.taken:
            self.repeated[wanted] += 1
            address = f"{wanted}-{self.repeated[wanted] + 1}"
        self.taken.add(address)
        return address
