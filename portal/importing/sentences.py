"""Where one sentence ends and the next begins."""

import re

# The point of an abbreviation ("Mr.", "U.S.") stands behind fewer small letters than a word has.
BREAK = re.compile(r"(?<=[a-z0-9)\]”\"%][a-z0-9)\]”\"%][.!?])\s+(?=[A-Z“\"])")


def split(text: str) -> list[str]:
    """Return the sentences of a text, in order."""
    return BREAK.split(text)
