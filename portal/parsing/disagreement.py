"""A place where two independent extractions of a file disagree."""

from dataclasses import dataclass
from enum import StrEnum


class DisagreementKind(StrEnum):
    # Our text lacks words that the second extraction has.
    MISSING = "missing"
    # Our text has words that the second extraction lacks, or has them twice.
    ADDED = "added"
    ORDER = "order"
    BOUNDARIES = "boundaries"
    CHARACTERS = "characters"
    # The file could not be compared; `theirs` says why.
    NOT_COMPARED = "not compared"


@dataclass(frozen=True)
class Disagreement:
    """Words that differ, and their place: a span of our text, and a page (0 if there are none)."""

    kind: DisagreementKind
    start: int
    end: int
    page: int = 0
    ours: str = ""
    theirs: str = ""
    # The page on which the second extraction has the words, if that is another one.
    other_page: int = 0
