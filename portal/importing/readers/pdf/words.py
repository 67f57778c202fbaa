"""Words that a line's end breaks: is the hyphen theirs, or the printer's?"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
LAST = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*$")


@dataclass
class Words:
    """The words of a document, and how the breaks judged so far came out."""

    counted: Counter[str]
    verdicts: Counter[bool] = field(default_factory=Counter)

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Words":
        return cls(Counter(w.casefold() for text in lines for w in WORD.findall(text)))

    def forget(self, before: str, after: str) -> None:
        """Leave a broken word out of those that tell."""
        first, rest = LAST.search(before), WORD.match(after)
        if first and rest:
            self.counted[f"{first.group()}-{rest.group()}".casefold()] -= 1

    def keeps_hyphen(self, before: str, after: str) -> bool | None:
        """Say whether the hyphen between the two parts is the word's; None if nothing tells.

        The document's other words tell: they have it with the hyphen, or without.
        """
        first, rest = LAST.search(before), WORD.match(after)
        if not first or not rest or not rest.group()[0].islower():
            return True
        whole = self.counted[(first.group() + rest.group()).casefold()]
        hyphened = self.counted[f"{first.group()}-{rest.group()}".casefold()]
        if whole == hyphened:
            return None
        self.verdicts[hyphened > whole] += 1
        return hyphened > whole

    def may_keep_hyphen(self, after: str) -> bool:
        """Say how to judge a break of which nothing tells.

        A second part that is a word itself stands behind a hyphen, the end of a word does
        not; else as most of the others.
        """
        rest = WORD.match(after)
        if rest and self.counted[rest.group().casefold()]:
            return True
        return self.verdicts[True] >= self.verdicts[False]
