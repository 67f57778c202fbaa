"""Split text into sentences."""

import re

# A full stop after these does not end a sentence. Initials and “U.S.” have a single letter before
# it.
ABBREVIATIONS = (
    *("Mr", "Ms", "Dr", "St", "No", "Jr", "Sr", "Lt", "vs", "cf", "pp", "Mt", "Ft", "Co"),
    *("Mrs", "Hon", "Gen", "Col", "Maj", "Rev", "Vol", "Art", "Sec", "Fig", "Mme", "Amb", "Dir"),
    *("Prof", "Capt", "Brig", "Engr", "Atty", "Sgt", "Dept", "Govt", "approx"),
)  # fmt: skip
NO_ABBREVIATION = "".join(
    rf"(?<!\b{form}\.)" for word in ABBREVIATIONS for form in dict.fromkeys((word, word.upper()))
)
BREAK = re.compile(
    rf"(?:(?<=[\w)\]”\"%-][\w)\]”\"%-][.!?])|(?<=[a-z]\s\d[.!?])|(?<=[a-z][.!?][”\"])){NO_ABBREVIATION}"
    r"\s+(?=[^\W\d_a-zß-ÿ]|[“\"])"
)


def split_sentences(text: str) -> list[str]:
    return BREAK.split(text)
