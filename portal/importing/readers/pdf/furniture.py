"""What stands around the text of a page: running heads, page numbers, footnotes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.importing.readers.pdf.lines import Page, PrintedLine
from portal.importing.readers.pdf.type import Type

PAGES_OF_A_HEAD = 3  # a line at the same height of so many pages is no text
SAME_HEIGHT = 3.0  # points
MARGIN = 0.15  # of the page's height, above and below
PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
SYMBOL = re.compile(r"(?P<mark>[*∗†‡]{1,3})\s*(?=\S)")
FIGURE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3})\s*(?=\S)")
SMALL = 0.95  # of the size of the text


@dataclass(frozen=True)
class Furniture:
    """Reasons why lines are no words, and the numbers of footnotes, by the line."""

    noise: dict[PrintedLine, str]
    footnotes: dict[PrintedLine, int]


def furniture_of(pages: Sequence[Page], type_: Type) -> Furniture:
    noise = dict(running(pages))
    noise |= dict.fromkeys(page_numbers(pages, noise), "page number")
    footnotes: dict[PrintedLine, int] = {}
    marks = marks_of(pages)
    for page in pages:
        text = [line for line in page.lines if line not in noise]
        begun = max(footnotes.values(), default=0)
        footnotes |= dict(footnotes_in(text, page.height, type_, marks, begun))
    return Furniture(noise, footnotes)


def running(pages: Sequence[Page]) -> Iterator[tuple[PrintedLine, str]]:
    """Yield the lines that come again at the same height of page after page.

    Numbers in them may differ: “Page 3 of 11”.
    """
    alike: dict[str, list[PrintedLine]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if is_in_margin(line, page):
                alike[re.sub(r"\d+", "#", line.text).casefold()].append(line)
    needed = min(PAGES_OF_A_HEAD, max(len(pages) - 1, 2))
    for lines in alike.values():
        for line in lines:
            there = {
                one.page for one in lines if abs(one.foot - line.foot) < SAME_HEIGHT
            }
            if len(there) >= needed:
                is_number = PAGE_NUMBER.fullmatch(line.text)
                yield line, "page number" if is_number else "running head"


def page_numbers(
    pages: Sequence[Page], noise: dict[PrintedLine, str]
) -> Iterator[PrintedLine]:
    """Yield the numbers that stand by themselves at the outermost line of a page."""
    for page in pages:
        left = [line for line in page.lines if line not in noise]
        for line in {*left[:1], *left[-1:]} if len(pages) > 1 else ():
            if is_in_margin(line, page) and PAGE_NUMBER.fullmatch(line.text):
                yield line


def is_in_margin(line: PrintedLine, page: Page) -> bool:
    share = line.foot / (page.height or 1)
    return share < MARGIN or share > 1 - MARGIN


def marks_of(pages: Sequence[Page]) -> set[str]:
    """Return the symbols that stand behind a word somewhere, as marks of footnotes do."""
    return {
        found
        for page in pages
        for line in page.lines
        for found in re.findall(r"(?<=[\w)”.])[*∗†‡]{1,3}", line.text)
    }


def footnotes_in(
    lines: Sequence[PrintedLine],
    height: float,
    type_: Type,
    marks: set[str],
    begun: int,
) -> Iterator[tuple[PrintedLine, int]]:
    """Yield the lines of footnotes in the lower half of a page, each with its number."""
    number, before = begun, None
    for line in lines:
        is_next = before is not None and not type_.is_apart(before, line)
        if begins_footnote(line, height, type_, marks) and (
            before or is_set_off(lines, line, type_)
        ):
            number += 1
            yield line, number
            before = line
        elif is_next:
            yield line, number
            before = line
        else:
            before = None


def begins_footnote(
    line: PrintedLine, height: float, type_: Type, marks: set[str]
) -> bool:
    if line.foot > height / 2:
        return False
    symbol = SYMBOL.match(line.text)
    if symbol:
        return symbol["mark"] in marks
    return line.size < SMALL * type_.size and bool(FIGURE.match(line.text))


def is_set_off(lines: Sequence[PrintedLine], line: PrintedLine, type_: Type) -> bool:
    above = next((a for a, b in pairwise(lines) if b is line), None)
    return above is None or type_.is_apart(above, line) or line.size < above.size
