"""Split text into sentences."""

import re

# The point of an abbreviation ("Mr.", "U.S.") follows fewer lower-case letters than a word has.
BREAK = re.compile(r"(?<=[a-z0-9)\]”\"%-][a-z0-9)\]”\"%][.!?])\s+(?=[A-Z“\"])")


def split_sentences(text: str) -> list[str]:
    return BREAK.split(text)
