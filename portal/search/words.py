"""Where a text is cut into words: the same for what the index holds and for what is sought."""

import re
import unicodedata
from itertools import groupby


def marks() -> str:
    """Return all combining marks as ranges of a pattern; `re` has no name for them."""
    points = [*range(0x300, 0x20000), *range(0xE0100, 0xE01F0)]
    kinds = groupby(points, lambda point: unicodedata.category(chr(point))[0] == "M")
    ranges = [list(group) for is_mark, group in kinds if is_mark]
    return "".join(f"{chr(one[0])}-{chr(one[-1])}" for one in ranges)


MARK = marks()
RUN = rf"(?:[^\W_]++|[{MARK}]++)++"
# Thai, Lao, Myanmar and Khmer, then Chinese: scripts that set no blanks between words.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\u3400-\u4dbf\u4e00-\u9fff"
)
RUNS = re.compile(RUN)
# Inside a run, what is no \w is a mark.
CLUSTERS = re.compile(rf"[{UNSPACED}]\W*|[^{UNSPACED}]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index has them: lower case, in order.

    A word is a run of letters, digits and marks. In scripts without blanks it is one
    character with the marks that follow it.
    """
    return [word for run in RUNS.findall(text) for word in cut(run.lower())]


def cut(run: str) -> list[str]:
    return [run] if run.isascii() else CLUSTERS.findall(run)


def is_unspaced(word: str) -> bool:
    """Say whether the word is a character of a script without blanks."""
    return re.match(f"[{UNSPACED}]", word) is not None
