"""Match running heads, page numbers and footnotes at the edges of each page.

The order of text in a PDF is that of drawing: page numbers, heads and footnotes may come before or
after the text of their page. They are set aside from the text, so their order is no disagreement.
A passage is matched only if, in both extractions, nothing but heads and footnotes lies between it
and an edge of the page: otherwise the text, not the passage, may be out of place.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from portal.documents.comparison.alignment import Gap
from portal.documents.comparison.tokenizer import Word
from portal.parsing.source import Source

Range = tuple[int, int]


def match_edges(source: Source, words: Sequence[Word], others: Sequence[Word]) -> Iterator[Gap]:
    """Yield the passages set aside at the edges of pages, with their places in both extractions."""
    if not source.pages:
        return
    passages = passages_set_aside(source)
    other_pages = {number: (start, end) for number, start, end in page_ranges(others)}
    for number, start, end in page_ranges(words):
        if number in other_pages:
            edges = edge_passages(words, (start, end), passages)
            yield from match_page(words, others, edges, other_pages[number])


def page_ranges(words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Yield (page, start, end) of the words of each page."""
    for number, page in groupby(range(len(words)), key=lambda index: words[index].page):
        indices = list(page)
        yield number, indices[0], indices[-1] + 1


def passages_set_aside(source: Source) -> list[tuple[int, int, bool]]:
    """Return (start, end, is a footnote) of each line that is set aside."""
    return [
        (line.start, line.start + len(line.text), bool(line.layout.footnote))
        for line in source.lines
        if line.layout.footnote or line.is_noise
    ]


def edge_passages(
    words: Sequence[Word], page: Range, passages: Sequence[tuple[int, int, bool]]
) -> list[Range]:
    """Return the passages before the first and after the last word of the page's text."""
    starts = [start for start, _, _ in passages]

    def passage_of(index: int) -> tuple[int, int] | None:
        """Return a key of the passage with the word: footnotes in a row are one passage."""
        line = bisect_right(starts, words[index].start) - 1
        if line < 0 or words[index].start >= passages[line][1]:
            return None
        is_footnote = passages[line][2]
        return (0, 0) if is_footnote else (1, line)

    start, end = page
    leading = list(takewhile(passage_of, range(start, end)))
    trailing = list(takewhile(passage_of, range(end - 1, start + len(leading) - 1, -1)))
    return [
        (run[0], run[-1] + 1)
        for indices in (leading, trailing[::-1])
        for run in (list(group) for _, group in groupby(indices, key=passage_of))
    ]


def match_page(
    words: Sequence[Word], others: Sequence[Word], passages: Sequence[Range], page: Range
) -> Iterator[Gap]:
    """Yield the passages found at an edge of the same page in the other extraction.

    Each match is cut off from that page, so that the next passage may be at its new edge.
    """
    pending = deque(passages)
    failures = 0
    while pending and failures < len(pending):
        start, end = pending.popleft()
        text = "".join(word.form for word in words[start:end])
        if match := match_at_edge(text, others, page):
            yield Gap(start, end, *match)
            page = (match[1], page[1]) if match[0] == page[0] else (page[0], match[0])
            failures = 0
        else:
            pending.append((start, end))
            failures += 1


def match_at_edge(text: str, others: Sequence[Word], page: Range) -> Range | None:
    """Return which words at the start or end of the page together spell the text, or None."""
    start, end = page
    size = count_words(text, (others[index].form for index in range(start, end)))
    if size:
        return start, start + size
    size = count_words(text[::-1], (others[i].form[::-1] for i in range(end - 1, start - 1, -1)))
    return (end - size, end) if size else None


def count_words(text: str, forms: Iterator[str]) -> int:
    """Return how many of the first words together spell the text; 0 if they do not."""
    length = 0
    for count, form in enumerate(forms, start=1):
        if not text.startswith(form, length):
            return 0
        length += len(form)
        if length == len(text):
            return count
    return 0
