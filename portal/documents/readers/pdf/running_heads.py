"""Recognize running heads, page numbers and footnotes on the pages of a PDF."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.documents.readers.pdf.lines import Page, PrintedLine
from portal.documents.readers.pdf.typography import Typography

MIN_REPEATED_PAGES = 3  # with a line at the same height: then it is a running head
HEIGHT_TOLERANCE = 3.0  # points
MARGIN = 0.15  # of the page's height, at top and bottom
PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
SYMBOL_MARK = re.compile(r"(?P<mark>[*∗†‡]{1,3})\s*(?=\S)")
NUMBER_MARK = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3})\s*(?=\S)")
SMALL_SIZE = 0.95  # of the text size


@dataclass(frozen=True)
class PageFurniture:
    """Discard reasons and footnote numbers by line."""

    noise: dict[PrintedLine, str]
    footnotes: dict[PrintedLine, int]


def find_furniture(pages: Sequence[Page], typography: Typography) -> PageFurniture:
    noise = dict(repeated_lines(pages))
    noise |= dict.fromkeys(page_numbers(pages, noise), "page number")
    footnotes: dict[PrintedLine, int] = {}
    marks = marks_of(pages)
    for page in pages:
        text = [line for line in page.lines if line not in noise]
        last_number = max(footnotes.values(), default=0)
        footnotes |= dict(footnotes_in(text, page.height, typography, marks, last_number))
    return PageFurniture(noise, footnotes)


def repeated_lines(pages: Sequence[Page]) -> Iterator[tuple[PrintedLine, str]]:
    """Yield lines repeated at the same height on several pages, with the discard reason.

    Numbers in them may differ: “Page 3 of 11”.
    """
    similar_lines: dict[str, list[PrintedLine]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if is_in_margin(line, page):
                similar_lines[re.sub(r"\d+", "#", line.text).casefold()].append(line)
    min_pages = min(MIN_REPEATED_PAGES, max(len(pages) - 1, 2))
    for lines in similar_lines.values():
        for line in lines:
            pages_with_line = {
                other.page
                for other in lines
                if abs(other.baseline - line.baseline) < HEIGHT_TOLERANCE
            }
            if len(pages_with_line) >= min_pages:
                is_number = PAGE_NUMBER.fullmatch(line.text)
                yield line, "page number" if is_number else "running head"


def page_numbers(pages: Sequence[Page], noise: dict[PrintedLine, str]) -> Iterator[PrintedLine]:
    """Yield page numbers that are alone in the first or last line of a page."""
    for page in pages:
        remaining = [line for line in page.lines if line not in noise]
        for line in {*remaining[:1], *remaining[-1:]} if len(pages) > 1 else ():
            if is_in_margin(line, page) and PAGE_NUMBER.fullmatch(line.text):
                yield line


def is_in_margin(line: PrintedLine, page: Page) -> bool:
    position = line.baseline / (page.height or 1)
    return position < MARGIN or position > 1 - MARGIN


def marks_of(pages: Sequence[Page]) -> set[str]:
    """Return the symbols that follow a word somewhere, as footnote marks do."""
    return {
        mark
        for page in pages
        for line in page.lines
        for mark in re.findall(r"(?<=[\w)”.])[*∗†‡]{1,3}", line.text)
    }


def footnotes_in(
    lines: Sequence[PrintedLine],
    height: float,
    typography: Typography,
    marks: set[str],
    last_number: int,
) -> Iterator[tuple[PrintedLine, int]]:
    """Yield the footnote lines in the lower half of a page, with their numbers."""
    number, previous = last_number, None
    for line in lines:
        continues = previous is not None and not typography.is_apart(previous, line)
        if begins_footnote(line, height, typography, marks) and (
            previous or is_set_off(lines, line, typography)
        ):
            number += 1
            yield line, number
            previous = line
        elif continues:
            yield line, number
            previous = line
        else:
            previous = None


def begins_footnote(
    line: PrintedLine, height: float, typography: Typography, marks: set[str]
) -> bool:
    if line.baseline > height / 2:
        return False
    symbol = SYMBOL_MARK.match(line.text)
    if symbol:
        return symbol["mark"] in marks
    return line.size < SMALL_SIZE * typography.size and bool(NUMBER_MARK.match(line.text))


def is_set_off(lines: Sequence[PrintedLine], line: PrintedLine, typography: Typography) -> bool:
    above = next((upper for upper, lower in pairwise(lines) if lower is line), None)
    return above is None or typography.is_apart(above, line) or line.size < above.size
