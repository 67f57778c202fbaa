"""Find tables in plain text: lines whose cells are aligned in columns, with wide gaps between.

Gaps also separate names in columns, and parts of drawings: a table has a head that names its columns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.parsing.source import Layout, Line

GAP = re.compile(r"(?<=\S)[ ]{3,}(?=\S)")
SHIFT = 1  # columns by which the left edges of cells may differ
MIN_ROWS = 2
# The heads of columns in reports of meetings.
HEAD = re.compile(
    r"\b(?:names?|positions?|titles?|body|bodies|organi[sz]ations?|institutions?|affiliations?|ministry|ministries|"
    r"country|countries|states?|recommendations?|actions?|measures?|responsible|deadlines?|status|dates?|"
    r"times?|sessions?|speakers?|topics?|themes?|no\.?|e-?mail|address(?:ed)?|phone|fax|tel\.?|contact|role|owner|due|who|what|when)(?!\w)",
    re.IGNORECASE,
)
MAX_HEAD_WORDS = 4  # of a cell
# The number, letter or bullet of a list item.
LABEL = re.compile(r"\s*(?:[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivx]{1,5})[.)\]]*|\W)$")


def mark_text_tables(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of tables the layout of rows."""
    marked = list(lines)
    for start, end in runs_of_rows(lines):
        if is_head(lines[start]):
            marked[start:end] = [
                replace(line, layout=Layout(is_row=True)) for line in lines[start:end]
            ]
    return marked


def runs_of_rows(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of lines with cells at the same places."""
    start, places = 0, cell_places(lines[0]) if lines else ()
    for index in range(1, len(lines) + 1):
        here = cell_places(lines[index]) if index < len(lines) else ()
        is_below_head = bool(here) and len(places) == len(here) and is_head(lines[start])
        if not (places and (are_aligned(places, here) or is_below_head)):
            if places and index - start >= MIN_ROWS:
                yield start, index
            start, places = index, here


def is_head(line: Line) -> bool:
    cells = GAP.split(line.visible.strip())
    return all(HEAD.search(cell) and len(cell.split()) <= MAX_HEAD_WORDS for cell in cells)


def cell_places(line: Line) -> tuple[int, ...]:
    """Return where the second and further cells of a line begin; nothing for other lines."""
    if line.is_blank or line.layout.is_row or line.is_noise:
        return ()
    ends = list(GAP.finditer(line.visible))
    if ends and LABEL.match(line.visible[: ends[0].start()]):
        ends = ends[1:]
    return tuple(match.end() for match in ends)


def are_aligned(places: Sequence[int], others: Sequence[int]) -> bool:
    return len(places) == len(others) and all(
        abs(place - other) <= SHIFT for place, other in zip(places, others, strict=True)
    )
