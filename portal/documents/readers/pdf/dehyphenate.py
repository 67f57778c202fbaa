"""Decide whether a hyphen at the end of a line belongs to the word."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
LAST = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*$")


@dataclass
class WordCounts:
    """Word counts of a document, and the verdicts on its line breaks so far."""

    counts: Counter[str]
    verdicts: Counter[bool] = field(default_factory=Counter)

    @classmethod
    def of(cls, lines: Iterable[str]) -> "WordCounts":
        return cls(Counter(word.casefold() for text in lines for word in WORD.findall(text)))

    def exclude(self, before: str, after: str) -> None:
        """Remove a broken word from the counts."""
        first, rest = LAST.search(before), WORD.match(after)
        if first and rest:
            self.counts[f"{first.group()}-{rest.group()}".casefold()] -= 1

    def keeps_hyphen(self, before: str, after: str) -> bool | None:
        """Return whether the hyphen belongs to the word; None if that is unknown.

        The rest of the document decides: the word occurs more often with or without the
        hyphen.
        """
        first, rest = LAST.search(before), WORD.match(after)
        if not first or not rest or not rest.group()[0].islower():
            return True
        joined_count = self.counts[(first.group() + rest.group()).casefold()]
        hyphenated_count = self.counts[f"{first.group()}-{rest.group()}".casefold()]
        if joined_count == hyphenated_count:
            return None
        self.verdicts[hyphenated_count > joined_count] += 1
        return hyphenated_count > joined_count

    def may_keep_hyphen(self, after: str) -> bool:
        """Return the verdict for a word that does not occur elsewhere in the document.

        A second part that is a word by itself keeps the hyphen; otherwise the majority of
        verdicts decides.
        """
        rest = WORD.match(after)
        if rest and self.counts[rest.group().casefold()]:
            return True
        return self.verdicts[True] >= self.verdicts[False]
