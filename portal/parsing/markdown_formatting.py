"""Read emphasis and links from the marks that `markdown_markup` sets aside."""

from collections.abc import Iterator
from itertools import pairwise

from portal.parsing.markdown_markup import (
    BOLD,
    EMPHASIS_END,
    LINK_END,
    MARKDOWN,
    PARAGRAPH_END,
)
from portal.parsing.source import FormattedSpan, Source


def formatted_spans(source: Source) -> Iterator[FormattedSpan]:
    """Yield what is between marks. In plain text, only bold type and links have marks."""
    yield from bold_spans(source.text)
    yield from link_spans(source.text)
    if source.media_type == MARKDOWN:
        for match in EMPHASIS_END.finditer(source.text):
            if match.group()[0] == match.group(1):
                yield FormattedSpan("emphasis", match.start() + 1, match.start(1))


def bold_spans(text: str) -> Iterator[FormattedSpan]:
    """Yield what is between two equal marks in one paragraph; `***` is both bold and emphasis."""
    opening_end = -1
    for first, second in pairwise(BOLD.finditer(text)):
        start, end = first.end(), second.start()
        between = text[start:end]
        is_pair = first.group() == second.group() and between.strip() == between != ""
        if first.start() < opening_end or not is_pair or PARAGRAPH_END.search(between):
            continue
        opening_end = second.end()
        yield FormattedSpan("strong", start, end)
        if len(first.group()) > 2:
            yield FormattedSpan("emphasis", start, end)


def link_spans(text: str) -> Iterator[FormattedSpan]:
    for match in LINK_END.finditer(text):
        is_image = text[match.start() - 1 : match.start()] == "!"
        if not is_image and not PARAGRAPH_END.search(match.group()):
            target = match.group(1).removeprefix("](").removesuffix(")")
            yield FormattedSpan("link", match.start() + 1, match.start(1), target)
