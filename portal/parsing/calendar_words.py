"""Words that dates are written in: months and weekdays of many languages, and what joins them."""

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale

# The languages of reports and of letters between governments. English first: if two languages use
# one name for different months, the first language counts.
LANGUAGES = (
    *("en", "fr", "es", "pt", "id", "ms", "vi", "th", "my", "fil", "de", "it", "ru"),
)  # fmt: skip
FURTHER_MONTHS = {"sept": 9}
# Years of the Thai calendar are 543 ahead.
BUDDHIST_LANGUAGE, BUDDHIST_OFFSET = "th", 543
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second"),
    *("twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh"),
    *("twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first"),
)  # fmt: skip
TO = (
    *("to", "and", "thru", "through", "until", "till", "al", "au", "à", "a", "et", "y", "e"),
    *("hasta", "bis", "und", "s.d.", "s/d", "sampai", "hingga", "dan", "đến", "và", "ถึง", "และ"),
    *("hanggang", "at", "по", "и", "até", "-", "–", "—", "&", "/"),
)  # fmt: skip
FILLERS = (
    *("the", "of", "de", "del", "du", "le", "les", "el", "los", "from", "on", "ngày", "năm"),
    *("vom", "den", "der", "dem", "วันที่", "ที่", "พ.ศ.", "ค.ศ.", "ng", "ika"),
)  # fmt: skip


@cache  # Read when first asked for: thirteen languages take an eighth of the start-up time.
def month_names() -> dict[str, tuple[int, str]]:
    """Return number and language of each month by its names in lower case, without a full stop."""
    months: dict[str, tuple[int, str]] = {}
    for language in LANGUAGES:
        names = Locale.parse(language).months
        for context, width in (
            ("format", "wide"),
            ("format", "abbreviated"),
            ("stand-alone", "wide"),
        ):
            for number, name in names[context][width].items():
                months.setdefault(name.lower().removesuffix("."), (int(number), language))
    return months | {name: (number, "en") for name, number in FURTHER_MONTHS.items()}


def weekday_names() -> list[str]:
    return [
        name.lower().removesuffix(".")
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for name in Locale.parse(language).days["format"][width].values()
    ]


def any_of(words: Iterable[str]) -> str:
    """Return the pattern for one of the words, longest first, not within a longer word.

    In scripts without upper case, Thai and Burmese, words may follow each other without a blank.
    """
    return "|".join(
        rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"
        if word[0].upper() != word[0]
        else re.escape(word)
        for word in sorted(set(words), key=len, reverse=True)
    )


DAY_WORDS = {word: number for number, word in enumerate(ORDINALS, start=1)}


@cache
def token_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<Y>(?<!\d)\d{{4}}(?!\d))"
        rf"|(?P<D>(?<![\d.,/])\d{{1,2}}(?:st|nd|rd|th|er|º|°|\.(?=\s))?(?![\d:%])|{any_of(DAY_WORDS)})"
        rf"|(?P<M>(?:{any_of(month_names())})\.?)"
        rf"|(?P<f>\(?(?:{any_of(weekday_names())})\.?\)?,?|{any_of(FILLERS)})"
        rf"|(?P<t>{any_of(TO)})"
        r"|(?P<c>[,،、])|(?P<s>\s+)|(?P<x>\w+|.)",
        re.IGNORECASE | re.DOTALL,
    )
