"""Find the words that refer to another place: “paragraphs 12 to 14”, “Annex 2”, “para. 3 above”.

The grammar knows kinds of places and how they are numbered, but no document. Callers look the
places up and decide whether they exist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.parsing.source import Span
from reports.text import normalize_whitespace

KINDS = {
    # “para” alone is a word of other languages.
    "paragraph": (
        r"(?:paragraph(?P<{0}>s)?|para(?P<{1}>s)\.?|para\.|¶(?P<{2}>¶)?"
        r"|(?:(?<=\bin )|(?<=\bsee )|(?<=\bunder ))para)"
    ),
    "recommendation": r"(?:recommendation(?P<{0}>s)?|rec(?P<{1}>s)?\.)",
    "annex": r"(?:annex(?P<{0}>es)?|annexe(?P<{1}>s)?|append(?:ix|(?P<{2}>ices))|attachment(?P<{3}>s)?)",
    "session": r"(?:section(?P<{0}>s)?|session(?P<{1}>s)?|chapter(?P<{2}>s)?)",
}
ROMAN = r"[IVXLC]{1,6}"
NUMBERS = {
    "paragraph": r"\d{1,4}(?:\.\d{1,3}){0,3}",
    "recommendation": r"(?:\d{1,4}|[A-Z])(?:\.(?:\d{1,3}|[A-Za-z]))*",
    "annex": rf"(?:\d{{1,2}}|{ROMAN}|[A-Z])",
    "session": rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*|{ROMAN}|[A-Z])",
}
# “14 (a)” and “14(a)(ii)”: the letters are part of what is printed.
LETTERS = r"(?:\s?\([a-z]{1,4}\))*"
NUMBER_SIGN = r"(?:(?:No|Nos|no|nos)\.?\s*)?"
RANGE = r"\s*(?:[-–—]|\bto\b|\bthrough\b)\s*"
DASHED_RANGE = r"\s?[-–—]\s?"
SEPARATOR = r"(?:\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+)"
END = r"(?![\w])(?!\.\w)"

THIS = r"(?:this|the\s+present|the\s+current)\s+(?:report|summary|document|record|note)"
OWN = re.compile(
    rf",?\s+(?:(?:above|below)(?!\s+(?:of|to)\b)|(?:of|in|to)\s+{THIS}\b)", re.IGNORECASE
)
# “of the 2015 report”, “of the 2015 workshop’s summary report”
DOCUMENT = r"(?:report|summary|record|workshop|meeting|seminar|conference|session)s?"
DATED = re.compile(
    r",?\s+(?:of|in|to|from)\s+the\s+(?P<year>(?:19|20)\d\d)\s+(?:[\w’'-]+\s+){0,4}?"
    rf"{DOCUMENT}(?:\s+{DOCUMENT}){{0,3}}\b(?!\s+(?:of|by|on|from)\b)",
    re.IGNORECASE,
)
# “paragraph 5 of the Declaration”, “Annex 2 to its letter”: a place in something else.
OF_ANOTHER = re.compile(
    r"\s+of\b(?!\s+(?:which|whom)\b)|\s+(?:thereof|thereto|(?:to|from|in|under)\s+"
    r"(?:(?:the|that|this|those|its|their|his|her|an?)\b|[“\"A-Z\d]))"
)
# Between a place and the title of the document in which it is.
BEFORE_TITLE = re.compile(
    r",?\s+(?:of|in|to|from)\s+(?:the\s+)?(?:(?:\w+\s+)?report\s+(?:of|on|from)\s+(?:the\s+)?)?[“\"]?",
    re.IGNORECASE,
)
# “the Declaration, paragraph 5”, “resolution 61/295, annex”, “article 5 paragraph 2”.
AFTER_ANOTHER = re.compile(r"(?:[’']s|\b[A-Z\d][\w/.’-]*[)”\"]?,?)\s+$")
# A word with a capital only because a sentence or bracket begins: “See paragraph 5”.
OPENING_WORD = re.compile(r"(?:^|[.;:!?(\[“\"]\s*)[A-Z][a-z]*,?\s+$")
# How many characters before a reference are read for that.
BEFORE = 80


@dataclass(frozen=True)
class Number:
    """A number or a range as printed, with its place in the text."""

    span: Span
    first: str
    last: str = ""


@dataclass(frozen=True)
class Mention:
    """Words that refer to places of one kind; `span` covers all of them.

    The places are in the same document, unless `of_another` is set; if the words name a `year`,
    they are in a report of that year.
    """

    kind: str
    span: Span
    numbers: tuple[Number, ...]
    year: str = ""
    of_another: bool = False


def named_groups(kind: str, pattern: str) -> str:
    return pattern.format(*(f"{kind}_{index}" for index in range(4)))


def mention_pattern(kind: str) -> re.Pattern[str]:
    number = rf"{NUMBER_SIGN}{NUMBERS[kind]}{LETTERS}{END}"
    words = named_groups(kind, KINDS[kind])
    listed = rf"{number}(?:(?:{RANGE}|{SEPARATOR}){number})*"
    word = rf"(?<![\w-])(?i:{words})(?:\s+|(?<=[.¶])\s*)"
    return re.compile(rf"{word}(?P<numbers>{listed})")


def number_pattern(kind: str) -> re.Pattern[str]:
    number = rf"{NUMBER_SIGN}({NUMBERS[kind]})(?:{LETTERS}){END}"
    return re.compile(rf"{number}(?:({RANGE}){number})?")


PATTERNS = {kind: mention_pattern(kind) for kind in KINDS}
NUMBER_PATTERNS = {kind: number_pattern(kind) for kind in KINDS}


def find_mentions(text: str) -> list[Mention]:
    """Return everything in a text that reads like a reference to a numbered place, in order."""
    found = [mention for kind in KINDS for mention in mentions_of(kind, text)]
    return sorted(found, key=lambda mention: mention.span)


def mentions_of(kind: str, text: str) -> Iterator[Mention]:
    for match in PATTERNS[kind].finditer(text):
        start, end = match.start(), match.end()
        is_plural = any(value for name, value in match.groupdict().items() if name != "numbers")
        numbers = list(numbers_in(kind, text, match.span("numbers")))
        if not is_plural:
            # “paragraph 14, 15 States”: the second number counts States.
            numbers = [singular(text, numbers[0])]
            end = numbers[0].span[1]
        yield with_document(text, Mention(kind, (start, end), tuple(numbers)))


def numbers_in(kind: str, text: str, span: Span) -> Iterator[Number]:
    for match in NUMBER_PATTERNS[kind].finditer(text, *span):
        yield Number(match.span(), match[1], match[3] or "")


def singular(text: str, number: Number) -> Number:
    """Return the number after a word in the singular: a range only with a dash."""
    start, end = number.span
    if not number.last or re.search(DASHED_RANGE, text[start:end]):
        return number
    first_end = start + re.search(r"\s+(?:to|through)\b", text[start:end]).start()  # type: ignore[union-attr]
    return Number((start, first_end), number.first)


def with_document(text: str, mention: Mention) -> Mention:
    """Return the mention with the words after its numbers that say in which document it is."""
    start, end = mention.span
    if own := OWN.match(text, end):
        return replace(mention, span=(start, own.end()))
    if dated := DATED.match(text, end):
        return replace(mention, span=(start, dated.end()), year=dated["year"])
    is_elsewhere = bool(OF_ANOTHER.match(text, end)) or is_after_another(text, start)
    return replace(mention, of_another=is_elsewhere)


def is_after_another(text: str, start: int) -> bool:
    """Return whether another document with places of its own is named right before."""
    before = text[max(0, start - BEFORE) : start]
    return bool(AFTER_ANOTHER.search(before)) and not OPENING_WORD.search(before)


def phrase_of(text: str, mention: Mention) -> str:
    return normalize_whitespace(text[slice(*mention.span)])


def occurrences(text: str, phrase: str, words: str) -> list[Span]:
    """Return where the words of a phrase stand in a text.

    A phrase that is part of another reference is not meant: “paragraph 5” in “paragraph 5 of the
    Declaration”.
    """
    mentions = find_mentions(text)
    same = [mention for mention in mentions if phrase_of(text, mention) == phrase]
    spans = [mention.span for mention in same if not mention.of_another]
    if not same:
        others = [mention.span for mention in mentions]
        spans = [span for span in literal(text, phrase, (0, len(text))) if not inside(span, others)]
    return [found for span in spans for found in literal(text, words, span)[:1]]


def literal(text: str, words: str, span: Span) -> list[Span]:
    """Return where words stand within a span, whatever the white space between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    if not pattern:
        return []
    before = r"(?<!\w)" if words[0].isalnum() else ""
    found = re.compile(rf"{before}(?:{pattern})(?!\w)(?!\.\d)")
    return [match.span() for match in found.finditer(text, *span)]


def inside(span: Span, others: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
