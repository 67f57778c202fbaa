"""Cleaning of all input text. Imports no Django."""

import re
import unicodedata

# Characters that databases, feeds or browsers reject: C0 and C1 controls except tab and line
# feed, lone surrogates, and the two noncharacters forbidden in XML.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Invisible characters that change the direction of text (Unicode, UAX 9).
EMBEDDINGS = "\u202a\u202b"  # until a POP
DIRECTION_OVERRIDES = (
    "\u202d\u202e"  # until a POP; they reverse letters with a direction of their own
)
POP = "\u202c"
ISOLATES = "\u2066\u2067\u2068"  # until a POP_ISOLATE
POP_ISOLATE = "\u2069"
MARKS = "\u061c\u200e\u200f"
DIRECTION_SPANS = re.compile(f"[{EMBEDDINGS}{DIRECTION_OVERRIDES}{POP}{ISOLATES}{POP_ISOLATE}]")
DIRECTION_CONTROLS = re.compile(
    f"[{EMBEDDINGS}{DIRECTION_OVERRIDES}{POP}{ISOLATES}{POP_ISOLATE}{MARKS}]"
)


def clean_text(text: str) -> str:
    """Return running text in NFC, with line feeds as its only line ends and no control characters.

    A page break counts as a line end. Direction marks stay, and so do embeddings and isolates
    that are closed in their line: right-to-left text may need them. Overrides are removed: they
    change the order in which letters are displayed. The function is idempotent.
    """
    text = FORBIDDEN.sub("", LINE_END.sub("\n", text))
    if DIRECTION_SPANS.search(text):
        text = "\n".join(map(remove_unbalanced, text.split("\n")))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return the clean text of a name or title, without characters that set the text direction.

    Such a character would affect the text around it, and make different names look the same.
    """
    return clean_text(DIRECTION_CONTROLS.sub("", text))


def remove_unbalanced(line: str) -> str:
    """Return the line without overrides and without unpaired embeddings and isolates."""
    keep = [not DIRECTION_SPANS.match(character) for character in line]
    stack: list[int] = []
    open_isolates = 0
    for index, character in enumerate(line):
        if character in EMBEDDINGS + DIRECTION_OVERRIDES + ISOLATES:
            stack.append(index)
            open_isolates += character in ISOLATES
        elif character == POP and stack and line[stack[-1]] not in ISOLATES:
            start = stack.pop()
            keep[start] = keep[index] = line[start] in EMBEDDINGS
        elif character == POP_ISOLATE and open_isolates:
            open_isolates -= 1
            # It closes everything inside the isolate as well.
            while line[start := stack.pop()] not in ISOLATES:
                pass
            keep[start] = keep[index] = True
    return "".join(character for character, is_kept in zip(line, keep, strict=True) if is_kept)


def normalize_whitespace(text: str) -> str:
    return " ".join(text.split())


def split_lines(text: str) -> list[str]:
    """Return the stripped lines that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def slugify(text: str, max_length: int) -> str:
    """Return the text as a slug of ASCII letters, digits and hyphens.

    Cut after a whole word if one fits; empty for text without Latin letters and digits.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", re.sub("['’]", "", plain.lower())))
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
