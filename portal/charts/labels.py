"""Words in a picture: how wide they are, and how they are cut to the room there is.

No font is at hand where pages are made, so widths are those of a usual one, and some more.
"""

import unicodedata

# In units of the picture.
SIZE = 14
LINE = 16
ELLIPSIS = "…"
# In tenths of the size.
NARROW, SLIM, USUAL, CAPITAL, BROAD, WHOLE = 3, 4, 6, 7, 9, 10
LIKE = (
    ("ijl.,:;'’|! ", NARROW),
    ("frt()[]-/I", SLIM),
    ("mwMW@%&—…", BROAD),
)
WIDTHS = {letter: width for letters, width in LIKE for letter in letters}


def width_of(text: str) -> int:
    return sum(map(tenths_of, text)) * SIZE // 10


def tenths_of(letter: str) -> int:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return WHOLE
    return CAPITAL if letter.isupper() else USUAL


def cut(text: str, room: int) -> str:
    """Return the text, or as many of its words as there is room for."""
    if width_of(text) <= room:
        return text
    return beginning(text, room - width_of(ELLIPSIS)).rstrip(" ,;:–-") + ELLIPSIS


def lines(text: str, room: int, most: int) -> tuple[str, ...]:
    """Return the text on so many lines at most, the last of them cut."""
    if most == 1 or width_of(text) <= room:
        return (cut(text, room),)
    line = beginning(text, room)
    return (line, *lines(text[len(line) :].lstrip(), room, most - 1))


def beginning(text: str, room: int) -> str:
    """Return the longest beginning that there is room for: words, or else a part of one."""
    width = 0
    for end, letter in enumerate(text):
        width += tenths_of(letter) * SIZE
        if width > room * 10:
            kept = text[:end]
            return kept if letter == " " else kept.rpartition(" ")[0] or kept
    return text
