"""The numbers that Word and browsers count before paragraphs; they are nowhere in the file."""

from string import ascii_lowercase

TENS = (
    ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"),
    ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"),
    ("", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"),
)


def write_count(count: int, style: str) -> str:
    """Return the number in a style, which Word names; in digits if the style is not known."""
    match style:
        case "none" | "bullet":
            return ""
        case "lowerLetter" | "upperLetter":
            label = write_letters(count)
        case "lowerRoman" | "upperRoman":
            label = write_roman(count)
        case "ordinal":
            return f"{count}{ordinal_ending(count)}"
        case "decimalZero":
            return str(count).zfill(2)
        case _:
            return str(count)
    return label.upper() if style.startswith("upper") else label


def write_letters(count: int) -> str:
    """Return a … z, aa, bb … zz, aaa …"""
    return ascii_lowercase[(count - 1) % 26] * -(-count // 26) if count > 0 else ""


def write_roman(count: int) -> str:
    thousands, rest = divmod(count, 1000)
    digits = zip(reversed(TENS), f"{rest:03d}", strict=True)
    return "m" * thousands + "".join(numerals[int(digit)] for numerals, digit in digits)


def ordinal_ending(count: int) -> str:
    if count // 10 % 10 == 1 or count % 100 == 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
