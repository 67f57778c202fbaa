"""What every text goes through on its way in, wherever it comes from. Knows no Django."""

import re
import unicodedata

# Everything a database, a feed or a browser stumbles over: C0 and C1 controls but
# for tab and line feed, lone surrogates, and the two non-characters that XML forbids.
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """Return the text in NFC, with line feeds as its only line ends and no control characters.

    A page break counts as a line end. Cleaning a clean text changes nothing.
    """
    text = LINE_END.sub("\n", text)
    return unicodedata.normalize("NFC", UNWANTED.sub("", text))


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
