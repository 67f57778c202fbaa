"""Suggest the level of a recommendation from its own words, where no heading states it."""

import re
from dataclasses import dataclass

LEVELS = {
    "all": r"at\s+all\s+levels|(?:national|domestic)(?:ly)?\s*,?\s+(?:bilateral(?:ly)?\s*,?\s+)?(?:and|as\s+well\s+as)\s+regional(?:ly)?",
    "bilateral": (
        r"bilateral(?:ly)?|between\s+(?:the\s+)?two\s+(?:countries|States|governments)"
        r"|between\s+(?:sending\s+and\s+receiving|origin\s+and\s+destination|countries\s+of\s+origin\s+and\s+(?:of\s+)?destination)"
    ),
    "regional": (
        r"(?:sub-?)?regional(?:ly)?|(?:within|across|throughout|in)\s+the\s+(?:\w+\s+)?region|cross-border"
        r"|(?:among|between)\s+(?:the\s+)?(?:\w+\s+)?(?:member\s+)?(?:states|countries)\s+of\s+the\s+region"
    ),
    "national": (
        r"national(?:ly)?|domestic|in-country|each\s+(?:State|country|government)|local\s+(?:authorities|governments?)"
    ),
}
PATTERNS = {
    level: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for level, pattern in LEVELS.items()
}
# “National” in these says whose, not where: a national of a State, the name of a body.
NO_LEVEL = re.compile(
    r"\b(?:inter|multi|trans)-?national|\bthird-country\s+nationals?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class LevelSuggestion:
    level: str
    # The words that suggest it.
    words: str


def suggest_level(text: str) -> LevelSuggestion | None:
    """Return the only level that the words of a recommendation suggest, or None."""
    text = NO_LEVEL.sub(lambda match: " " * len(match.group()), text)
    found = {level: match for level, pattern in PATTERNS.items() if (match := pattern.search(text))}
    if "all" in found:
        found = {"all": found["all"]}
    if len(found) != 1:
        return None
    ((level, match),) = found.items()
    return LevelSuggestion(level, " ".join(match.group().split()))
