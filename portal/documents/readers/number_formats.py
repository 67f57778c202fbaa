"""Number formats of lists: iv, c, 3rd."""

ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    letters = ""
    for value, numeral in ROMAN:
        letters += numeral * (number // value)
        number %= value
    return letters


def letters(number: int) -> str:
    """Return a, b … z, aa, bb …, as Word numbers lists."""
    repetitions, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repetitions + 1) if number > 0 else ""


def ordinal(number: int) -> str:
    is_teen = 10 <= number % 100 <= 20
    suffix = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
