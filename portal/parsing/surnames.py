"""Find speakers by their surnames: “Lund replied that …”."""

import re
from collections.abc import Callable, Iterator, Sequence

from portal.parsing import person_names, speaker_introductions
from portal.parsing.parsed_report import Speaker

# A name without an honorific, with a verb of saying: a speaker who was introduced before.
SURNAME = re.compile(
    rf"(?<![\w-])(?P<name>{person_names.WORD}(?:\s+{person_names.WORD})?)"
    rf"(?:['’]s\s|,?(?:,\s+too,)?{speaker_introductions.REPORTING.pattern}"
    rf"|{speaker_introductions.ADVERBS}\s+(?:[a-z]{{2,}}ed|had|{'|'.join(speaker_introductions.IRREGULAR)})\b)"
)
SURNAME_LIMIT = 80  # characters of a sentence within which the name stands


def surnames_in(
    sentence: str, candidates_of: Callable[[str], Sequence[Speaker]]
) -> Iterator[Speaker]:
    """Yield the known speakers whose surnames stand before a verb, near the beginning or a comma."""
    for match in SURNAME.finditer(sentence):
        is_subject = match.start() <= SURNAME_LIMIT or sentence[: match.start()].endswith(", ")
        candidates = candidates_of(match["name"]) if is_subject else []
        if len(candidates) == 1:
            yield candidates[0]
