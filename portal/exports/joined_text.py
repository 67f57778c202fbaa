"""Several texts as one, short enough for a cell of a workbook."""

from collections.abc import Sequence

MAX_CHARACTERS = 600
# UTF-16 code units, of which a cell holds 32,767: the rest is for the number of what is left out.
MAX_UNITS = 32_000


def shortened(text: str) -> str:
    """Return the text, or its beginning and an ellipsis."""
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"


def joined(texts: Sequence[str], separator: str, more: str) -> str:
    """Return the texts as one; `more` says how many at the end did not fit, as "… and %(number)s more"."""
    used = 0
    for index, text in enumerate(texts):
        used += units(text + separator)
        if used > MAX_UNITS:
            return separator.join([*texts[:index], more % {"number": len(texts) - index}])
    return separator.join(texts)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
