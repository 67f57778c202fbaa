"""Allocate unique slugs by adding a number to repeated ones."""

from collections import Counter
from collections.abc import Iterable


class UniqueSlugs:
    """The slugs taken so far, in a report or among records of a model."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.repeated: Counter[str] = Counter()

    def allocate(self, wanted: str) -> str:
        """Return the wanted slug, with a number added if it is taken, and take it."""
        slug = wanted
        while slug in self.taken:
            self.repeated[wanted] += 1
            slug = f"{wanted}-{self.repeated[wanted] + 1}"
        self.taken.add(slug)
        return slug
