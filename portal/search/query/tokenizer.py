"""Split a text into words, exactly as the analyzers of the index do."""

import re
import unicodedata
from itertools import groupby


def mark_ranges() -> str:
    """Return all combining marks as character ranges; `re` has no class for them."""
    code_points = [*range(0x300, 0x20000), *range(0xE0100, 0xE01F0)]
    groups = groupby(code_points, lambda point: unicodedata.category(chr(point))[0] == "M")
    mark_groups = [list(group) for is_mark, group in groups if is_mark]
    return "".join(f"{chr(group[0])}-{chr(group[-1])}" for group in mark_groups)


MARK = mark_ranges()
RUN = rf"(?:[^\W_]++|[{MARK}]++)++"
# Thai, Lao, Burmese and Khmer, then Chinese: scripts without spaces between words.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f\u3400-\u4dbf\u4e00-\u9fff"
)
RUNS = re.compile(RUN)
# Inside a run, every \W is a mark.
CLUSTERS = re.compile(rf"[{UNSPACED}]\W*|[^{UNSPACED}]+")


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case.

    A word is a run of letters, digits and marks. In unspaced scripts it is one character with
    the marks that follow it.
    """
    return [word for run in RUNS.findall(text) for word in split_run(run.lower())]


def split_run(run: str) -> list[str]:
    return [run] if run.isascii() else CLUSTERS.findall(run)


def is_unspaced(word: str) -> bool:
    return re.match(f"[{UNSPACED}]", word) is not None
