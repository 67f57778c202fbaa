"""Escape text that a spreadsheet program would evaluate as a formula, and undo it. Pure."""

import re

# Characters that begin a formula, and those that NFKC normalization maps to them: spreadsheets set
# to Chinese or Japanese accept full-width signs. U+2212 is included, as some programs read it as a
# hyphen.
FORMULA_SIGNS = (
    "=+\\-@\u207a\u207b\u207c\u208a\u208b\u208c\u2212\u2a75\u2a76\ufb29"
    "\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
)
# Characters that begin a cell or row in programs that use another separator than the comma.
SEPARATORS = ";\uff1b\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
# Invisible characters that programs drop: blanks, format characters, fillers.
BLANKS = (
    " \x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# What begins a formula: a quotation mark in between opens or closes the cell. Apostrophes that the
# text itself has are escaped as well, so that each text has an escaped form of its own.
FORMULA = f"'*[{BLANKS}\"]*[{FORMULA_SIGNS}]"
FORMULA_START = re.compile(f"(^|[{SEPARATORS}])(?={FORMULA})|^(?='*[\t\r\n])")
ESCAPED_START = re.compile(f"(^|[{SEPARATORS}])'(?={FORMULA})|^'(?='*[\t\r\n])")


def escape_formula(text: str) -> str:
    """Return the text so that no spreadsheet program evaluates it.

    As OWASP advises (CSV injection), an apostrophe precedes a formula, both at the beginning
    of the cell and after anything that a program may take for the end of a cell.
    """
    return FORMULA_START.sub(r"\1'", text)


def unescape_formula(text: str) -> str:
    """Return the text that `escape_formula` was given."""
    return ESCAPED_START.sub(r"\1", text)
