"""Write a text and its formatting as Markdown, which reads every character of the text as text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from portal.parsing.source import FormattedSpan, Span

# What Markdown could read as markup: anywhere, or at either end of the text. Written as character
# references, which structure nothing in Markdown; Python-Markdown is slow with many backslashes.
SPECIAL = re.compile(r"[\\`*_\[\]{}<>&!|~\n\t]|^[^\w\s]|^\s+|\s+$")
LIST_NUMBER = re.compile(r"\d+([.)])")
# Characters that would end the address of a link, or begin markup in it.
SPECIAL_IN_TARGET = re.compile(r"[<>`\[\]|]")
EMPHASIS_MARKS = {"emphasis": "*", "strong": "**"}
LINK_KINDS = {"link", "footnote"}
RULE = ["---"]
MAX_COLUMNS = 30  # wider tables are read as text


def to_markdown(text: str, formatting: Sequence[FormattedSpan]) -> str:
    """Return the text as a Markdown paragraph. Spans that overlap are split so that they nest."""
    escaped = escape_characters(text)
    links = list(without_overlaps(span for span in formatting if span.kind in LINK_KINDS))
    emphasis = [span for span in formatting if span.kind in EMPHASIS_MARKS]
    links_by_start = {link.start: link for link in links}
    written: list[str] = []
    link: FormattedSpan | None = None
    for start, end, marks in split_segments(len(text), [*links, *emphasis]):
        if link and start >= link.end:
            written.append(link_end(link))
            link = None
        if start in links_by_start:
            link = links_by_start[start]
            written.append("[")
        written.append(mark_segment(text, escaped, (start, end), marks))
    if link:
        written.append(link_end(link))
    return "".join(written)


def to_table_row(text: str, formatting: Sequence[FormattedSpan]) -> str:
    """Return the text as a Markdown table of one row without a head, by the spans of its cells.

    Empty if it has no cells, too many, or those of several rows.
    """
    cells = [span for span in formatting if span.kind == "cell"]
    places = [tuple(map(int, cell.target.split("/"))) for cell in cells]
    columns = [column for column, _ in places]
    counts = {count for _, count in places}
    if len(counts) != 1 or max(counts) > MAX_COLUMNS or columns != sorted(set(columns)):
        return ""
    row = [""] * max(counts)
    # Words that an editor has added belong to the cell before them.
    bounds = [0, *(cell.start for cell in cells[1:]), len(text)]
    for column, (start, end) in zip(columns, pairwise(bounds), strict=True):
        end = start + len(text[start:end].rstrip())
        row[column - 1] = to_markdown(text[start:end], within(formatting, start, end))
    return "\n".join(
        f"| {' | '.join(cells)} |" for cells in ([""] * len(row), RULE * len(row), row)
    )


def within(formatting: Iterable[FormattedSpan], start: int, end: int) -> list[FormattedSpan]:
    """Return the formatting of a part of the text, counted from its start."""
    return [
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
        for span in formatting
        if span.start < end and span.end > start
    ]


def escape_characters(text: str) -> list[str]:
    """Return the Markdown of each character."""
    escaped = list(text)
    number = LIST_NUMBER.match(text)
    for match in SPECIAL.finditer(text):
        for index in range(*match.span()):
            escaped[index] = f"&#{ord(text[index])};"
    if number:
        escaped[number.start(1)] = f"&#{ord(number[1])};"
    return escaped


def without_overlaps(links: Iterable[FormattedSpan]) -> Iterator[FormattedSpan]:
    """Yield the links; a link that overlaps the previous one is cut to begin where that ends."""
    end = 0
    for link in links:
        start = max(link.start, end)
        if start < link.end:
            yield replace(link, start=start)
            end = link.end


def split_segments(length: int, spans: Sequence[FormattedSpan]) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of the text with the same emphasis marks in the same link."""
    changes: dict[int, Counter[str]] = {0: Counter(), length: Counter()}
    link_bounds = {0}
    for span in spans:
        changes.setdefault(span.start, Counter())[span.kind] += 1
        changes.setdefault(span.end, Counter())[span.kind] -= 1
        link_bounds |= {span.start, span.end} if span.kind in LINK_KINDS else set()
    open_spans: Counter[str] = Counter()
    first, marks = 0, ""
    for position in sorted(changes):
        open_spans.update(changes[position])
        new_marks = "".join(mark for kind, mark in EMPHASIS_MARKS.items() if open_spans[kind] > 0)
        if position and (new_marks != marks or position in link_bounds or position == length):
            yield first, position, marks
            first = position
        marks = new_marks


def mark_segment(text: str, escaped: Sequence[str], span: Span, marks: str) -> str:
    """Return the Markdown of a part of the text, with blanks outside the emphasis marks."""
    start, end = span
    part = text[start:end]
    if not marks or not part.strip():
        return "".join(escaped[start:end])
    first, last = end - len(part.lstrip()), start + len(part.rstrip())
    return "".join(
        [*escaped[start:first], marks, *escaped[first:last], marks[::-1], *escaped[last:end]]
    )


def link_end(link: FormattedSpan) -> str:
    return f"](<{escape_target(link.target)}>)"


def escape_target(target: str) -> str:
    quoted = SPECIAL_IN_TARGET.sub(lambda match: f"%{ord(match.group()):02X}", target)
    return quoted.replace("&", "&amp;")
