"""Prepare the lines of a source: set aside what is not text, and measure how they are laid out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from portal.parsing import markdown_markup
from portal.parsing.join_label_lines import join_label_lines
from portal.parsing.page_furniture import mark_page_furniture
from portal.parsing.source import Layout, Line, Source
from portal.parsing.split_run_on_lines import split_run_on_lines
from portal.parsing.text_tables import mark_text_tables

MIN_BODY_INDENT = 2  # of text below headings that stand out to the left
LONG_LINE = 50  # characters
TEXT_TYPES = {"text/plain", markdown_markup.MARKDOWN}


def usual_indent(lines: Sequence[Line]) -> int:
    """Return the indent of most long lines: below it, a line stands out."""
    indents = Counter(
        indent_of(line)
        for line in lines
        if len(line.text.strip()) >= LONG_LINE and not line.is_noise
    )
    return indents.most_common(1)[0][0] if indents else 0


def prepare_lines(source: Source) -> list[Line]:
    """Return the lines of the source, with what surrounds its text and the markup set aside."""
    lines = markdown_markup.mark_front_matter(source, list(source.lines))
    lines = markdown_markup.mark_underlined_headings(source, lines)
    lines = markdown_markup.mark_table_rows(source, lines)
    lines = list(markdown_markup.mark_markup(source, lines))
    lines = list(mark_page_furniture(lines))
    if source.media_type in TEXT_TYPES:
        lines = mark_text_tables(lines)
    return list(split_run_on_lines(join_label_lines(source.text, lines)))


def next_lines(lines: list[Line], end: Line) -> list[Line]:
    """Return for each line the next one that holds text."""
    next_lines_reversed = [end]
    for line in reversed(lines[1:]):
        next_lines_reversed.append(
            next_lines_reversed[-1] if line.is_blank or line.is_noise else line
        )
    return next_lines_reversed[::-1]


def layout_of(line: Line, noise: str) -> Layout:
    """Return the layout of a line, with the rank of a heading that “#” marks."""
    rank = noise.count("#")
    return replace(line.layout, heading=rank) if rank else line.layout


def indent_of(line: Line) -> int:
    """Return the width of the white space before the line's text."""
    expanded = line.text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
