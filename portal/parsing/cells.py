"""Find the cells in the rows of tables, as spans over the text."""

from collections.abc import Iterator

from portal.parsing.markdown_markup import BAR, MARKDOWN, TABLE_ROW, TABLE_RULE
from portal.parsing.source import FormattedSpan, Line, Source


def cell_spans(source: Source) -> Iterator[FormattedSpan]:
    """Yield the cells that hold text; the target of each is its column and the count of columns."""
    for line in source.lines:
        bounds = list(cell_bounds(line, is_markdown=source.media_type == MARKDOWN))
        if len(bounds) < 2:
            continue
        for column, (start, end) in enumerate(bounds, start=1):
            cell = line.text[start:end]
            first = line.start + end - len(cell.lstrip())
            last = line.start + start + len(cell.rstrip())
            if cell.strip():
                yield FormattedSpan("cell", first, last, f"{column}/{len(bounds)}")


def cell_bounds(line: Line, *, is_markdown: bool) -> Iterator[tuple[int, int]]:
    """Yield the columns of a line at which cells begin and end."""
    if line.layout.is_row:
        start = 0
        for cell in line.text.split("\t"):
            yield start, start + len(cell)
            start += len(cell) + 1
    elif is_markdown and TABLE_ROW.match(line.text) and not TABLE_RULE.match(line.text):
        bars = [match.start() for match in BAR.finditer(line.text)]
        for left, right in zip(bars, bars[1:], strict=False):
            yield left + 1, right
