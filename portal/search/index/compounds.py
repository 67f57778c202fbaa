"""Other spellings of what several words of a text write: joined words, and initials.

“e-mail” is found by `email`, “Nay Pyi Taw” by `Naypyitaw`, “Overseas Filipino Workers” by `OFW`.
"""

import re
from collections.abc import Iterator

# Possessive, and only from the beginning of a word, to be fast: a whole text may be one word.
HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-\u2010\u2011][^\W\d_]++)++")
HYPHENS = re.compile(r"[-\u2010\u2011]")
# Capitalized words, with small words between them.
CAPITALIZED = r"(?<!\w)(?=[^\W\d_])[^\WA-Z\u00c0-\u00de]*+[A-Z\u00c0-\u00de]\w*+"
SMALL_WORDS = ("and", "for", "in", "of", "on", "the", "to")
RUN = re.compile(rf"{CAPITALIZED}(?: (?:(?:{'|'.join(SMALL_WORDS)}) )*{CAPITALIZED})+")
JOINED_WORDS = range(2, 5)
INITIALS = range(3, 7)
MAX_LETTERS = 30


def joined_words(text: str) -> Iterator[str]:
    """Yield the joined form of each hyphenated word, and of neighboring capitalized words."""
    for compound in HYPHENATED.findall(text):
        yield HYPHENS.sub("", compound)
    for words in name_runs(text):
        for neighbors in subsequences(words, JOINED_WORDS):
            joined = "".join(neighbors)
            if len(joined) <= MAX_LETTERS and not set(neighbors) & set(SMALL_WORDS):
                yield joined


def initialisms(text: str) -> Iterator[str]:
    """Yield the initials of neighboring capitalized words, without the small words between."""
    for words in name_runs(text):
        capitalized = [word for word in words if word not in SMALL_WORDS]
        for neighbors in subsequences(capitalized, INITIALS):
            yield "".join(word[0] for word in neighbors)


def name_runs(text: str) -> Iterator[list[str]]:
    return (run.split(" ") for run in RUN.findall(text))


def subsequences(words: list[str], lengths: range) -> Iterator[list[str]]:
    for length in lengths:
        for start in range(len(words) - length + 1):
            yield words[start : start + length]
