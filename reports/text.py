"""What every text goes through on its way in, wherever it comes from. Knows no Django."""

import re
import unicodedata

# Everything a database, a feed or a browser stumbles over: C0 and C1 controls but
# for tab and line feed, lone surrogates, and the two non-characters that XML forbids.
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What is not seen and turns the direction in which letters are shown (Unicode, UAX 9).
EMBEDDINGS = "\u202a\u202b"  # until a POP
OVERRIDES = (
    "\u202d\u202e"  # until a POP; they turn letters that have a direction of their own
)
POP = "\u202c"
ISOLATES = "\u2066\u2067\u2068"  # until an END
END = "\u2069"
MARKS = "\u061c\u200e\u200f"
SPANNING = re.compile(f"[{EMBEDDINGS}{OVERRIDES}{POP}{ISOLATES}{END}]")
DIRECTION = re.compile(f"[{EMBEDDINGS}{OVERRIDES}{POP}{ISOLATES}{END}{MARKS}]")


def clean_text(text: str) -> str:
    """Return running text in NFC, with line feeds as its only line ends and no control characters.

    A page break counts as a line end. What turns the direction of letters ends in its line: marks
    stay, as do embeddings and isolates that are closed, which texts from right to left may need.
    Overrides do not: they show letters in another order than they are read. Cleaning a clean text
    changes nothing.
    """
    text = UNWANTED.sub("", LINE_END.sub("\n", text))
    if SPANNING.search(text):
        text = "\n".join(map(balanced, text.split("\n")))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return a name, a title or a file's text: clean, and without anything that turns letters.

    One that stands among others would turn what is no part of it; and two that look the same
    would be different.
    """
    return clean_text(DIRECTION.sub("", text))


def balanced(line: str) -> str:
    """Return the line without overrides, and without what opens or closes by itself."""
    kept = [not SPANNING.match(character) for character in line]
    opened: list[int] = []
    isolates = 0
    for place, character in enumerate(line):
        if character in EMBEDDINGS + OVERRIDES + ISOLATES:
            opened.append(place)
            isolates += character in ISOLATES
        elif character == POP and opened and line[opened[-1]] not in ISOLATES:
            at = opened.pop()
            kept[at] = kept[place] = line[at] in EMBEDDINGS
        elif character == END and isolates:
            isolates -= 1
            # It ends whatever was opened inside as well.
            while line[at := opened.pop()] not in ISOLATES:
                pass
            kept[at] = kept[place] = True
    return "".join(
        character for character, stays in zip(line, kept, strict=True) if stays
    )


def collapsed(text: str) -> str:
    """Return the text with every run of white space as one blank and none at the ends."""
    return " ".join(text.split())


def lines_of(text: str) -> list[str]:
    """Return the lines that hold something: how a list of names is kept in one field."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def slugged(text: str, longest: int) -> str:
    """Return the text as a part of an address: ASCII letters, digits and hyphens.

    Cut at a word where one fits; empty for a text without a Latin letter or digit.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", re.sub("['’]", "", plain.lower())))
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]
