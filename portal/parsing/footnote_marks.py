"""Find the marks of footnotes in the text above them."""

import re
from collections.abc import Iterator

from portal.parsing.source import FormattedSpan, Source

# Superscript numbers, symbols after a word, and “[^1]” in Markdown.
MARK = re.compile(r"[⁰¹²³⁴-⁹]{1,4}|(?<=[\w)”.])[*∗†‡]{1,3}|\[\^[^\]\s]{1,40}\]")
FOOTNOTE_MARK = re.compile(
    r"\s*(?P<mark>[⁰¹²³⁴-⁹]{1,4}|[*∗†‡]{1,3}|\d{1,3}(?=\D)|\[\^[^\]\s]{1,40}\](?=:))"
)
AS_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def footnote_marks(source: Source) -> Iterator[FormattedSpan]:
    """Yield the mark of each footnote: the last such mark in the text before it.

    Readers write a footnote after the paragraph or the page that has its mark.
    """
    marks: dict[str, FormattedSpan] = {}
    footnote = 0
    for line in source.lines:
        if not line.layout.footnote:
            for match in MARK.finditer(line.text):
                start, end = line.start + match.start(), line.start + match.end()
                marks[match.group().translate(AS_DIGITS)] = FormattedSpan("footnote", start, end)
            continue
        begins = FOOTNOTE_MARK.match(line.text) if line.layout.footnote != footnote else None
        footnote = line.layout.footnote
        mark = marks.pop(begins["mark"].translate(AS_DIGITS), None) if begins else None
        if mark:
            yield FormattedSpan("footnote", mark.start, mark.end, str(line.span[0]))
