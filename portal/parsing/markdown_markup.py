"""Set the markup of Markdown aside: emphasis, links, attributes, front matter.

Only what stands between the marks is text of the report. Tags and marks that span lines are found,
but none across a blank line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from portal.parsing.source import Layout, Line, Source, Span

MARKDOWN = "text/markdown"
Discard = tuple[int, int, str]
# Group 1 of each pattern is set aside.
BOLD = re.compile(r"(\*{2,})")
LINK_END = re.compile(r"\[(?:[^\[\]\n]|\n(?![ \t]*\n)){1,300}(\]\([^()\s]{0,500}\))")
EMPHASIS_END = re.compile(
    r"(?<![\w_*])[_*](?=[^\s_*])(?:[^_*\n]|\n(?![ \t]*\n)){1,400}(?<!\s)([_*])(?!\w)"
)
# Bold type and links are found in plain text as well.
ANYWHERE = (
    ("bold markup", BOLD),
    (
        "link markup",
        re.compile(r"(!?\[)(?=(?:[^\[\]\n]|\n(?![ \t]*\n)){1,300}\]\([^()\s]{0,500}\))"),
    ),
    ("link markup", LINK_END),
)
IN_MARKDOWN = (
    ("attributes", re.compile(r"(\{[:#.][^{}]{0,300}\})")),
    ("block markup", re.compile(r"^[ \t]*(:{3,}.*)$", re.MULTILINE)),
    ("block markup", re.compile(r"^[ \t]*(>(?:[ \t]*>)*)(?=[ \t]|$)", re.MULTILINE)),
    ("list markup", re.compile(r"^(:)[ \t]{2,}", re.MULTILINE)),
    # A task, open or done: “- [ ] Set up a list”.
    ("list markup", re.compile(r"^[ \t]*[-*+][ \t]+(\[[ xX]\])(?=[ \t])", re.MULTILINE)),
    (
        "emphasis markup",
        re.compile(r"(?<![\w_*])([_*])(?=[^\s_*](?:[^_*\n]|\n(?![ \t]*\n)){0,400}?[_*](?!\w))"),
    ),
    ("emphasis markup", EMPHASIS_END),
    ("link markup", re.compile(r"(\[)(?=(?:[^\[\]\n]|\n(?![ \t]*\n)){1,300}\]\{\.)")),
    ("link markup", re.compile(r"\[(?:[^\[\]\n]|\n(?![ \t]*\n)){1,300}(\])(?=\{\.)")),
    ("code markup", re.compile(r"(?<!`)(`)(?=[^`\n]{1,200}`)|(?<=[^`\n])(`)(?!`)")),
    ("escape character", re.compile(r"(\\)(?=[\\`*_{}\[\]()#+.!<>|'\"~^-])")),
)
UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")
TABLE_RULE = re.compile(r"\s*\|[\s|:-]+\|\s*$")
BAR = re.compile(r"(?<!\\)\|")
PARAGRAPH_END = re.compile(r"\n\s*\n")
# Keys with values, their items and continuations, between two rules.
FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?:(?:[\w.-]+[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t].*|#.*|[ \t]*)\n)+?---(?:[ \t]+\w+)?[ \t]*(?=\n|$)"
)
MAX_FRONT_MATTER = 20_000  # characters
# Values of the front matter that belong to the title block.
TITLE_VALUE = re.compile(
    r"(?P<key>title|subtitle)\s*:\s*(?P<quote>[\"']?)(?P<value>\S.*?)(?P=quote)\s*$"
)
DATE_VALUE = re.compile(r"(?P<key>date)\s*:\s*(?P<quote>[\"']?)(?P<value>\S.*?)(?P=quote)\s*$")
PLACE_LINE = re.compile(r"\s*(?:venue|place|location)\s*:\s*\S", re.IGNORECASE)
FRONT_MATTER_REASON = "front matter"


def mark_front_matter(source: Source, lines: Sequence[Line]) -> list[Line]:
    """Set the front matter at the head of a file aside, except title, date and place in it."""
    match = FRONT_MATTER.match(source.text[:MAX_FRONT_MATTER])
    end = match.end() if match else 0
    return [mark_front_matter_line(line) if line.start < end else line for line in lines]


def mark_front_matter_line(line: Line) -> Line:
    start, end = line.span
    whole = (start - line.start, end - line.start, FRONT_MATTER_REASON)
    if PLACE_LINE.match(line.text):
        return replace(line, is_set_off=True)
    title, date = TITLE_VALUE.match(line.text), DATE_VALUE.match(line.text)
    match = title or date
    if match is None or start == end:
        return replace(line, layout=Layout(discards=(whole,) if start < end else ()))
    before, after = match.span("value")
    discards = [(0, before, FRONT_MATTER_REASON), (after, len(line.text), FRONT_MATTER_REASON)]
    layout = Layout(
        heading=1 if title else 0,
        discards=tuple(discard for discard in discards if line.text[slice(*discard[:2])].strip()),
    )
    return replace(line, layout=layout, is_set_off=True)


def mark_underlined_headings(source: Source, lines: Sequence[Line]) -> list[Line]:
    """Give a line above a line of “===” or “---” the layout of a heading, as Markdown does."""
    if source.media_type != MARKDOWN:
        return list(lines)
    marked = list(lines)
    for index, line in enumerate(lines[:-1]):
        underline = UNDERLINE.match(lines[index + 1].text)
        is_first = index == 0 or lines[index - 1].is_blank
        if underline and is_first and not line.is_blank and not line.layout.discards:
            rank = 1 if "=" in underline.group() else 2
            marked[index] = replace(line, layout=replace(line.layout, heading=rank))
    return marked


def mark_table_rows(source: Source, lines: Sequence[Line]) -> list[Line]:
    """Give the rows of a Markdown table the layout of rows, with their bars set aside."""
    if source.media_type != MARKDOWN:
        return list(lines)
    return [mark_table_row(line) if TABLE_ROW.match(line.text) else line for line in lines]


def mark_table_row(line: Line) -> Line:
    discards: tuple[Discard, ...]
    if TABLE_RULE.match(line.text):
        start, end = line.span
        discards = ((start - line.start, end - line.start, "line across"),)
    else:
        discards = tuple(
            (match.start(), match.end(), "table markup") for match in BAR.finditer(line.text)
        )
    return replace(line, layout=Layout(is_row=True, discards=discards))


def mark_markup(source: Source, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines; those with markup get a layout that sets it aside."""
    spans = sorted(set(markup_spans(source)))
    first = 0
    for line in lines:
        end = line.start + len(line.text)
        while first < len(spans) and spans[first][0][1] <= line.start:
            first += 1
        columns: list[Discard] = []
        for (span_start, span_end), reason in spans[first:]:
            if span_start >= end:
                break
            start = max(span_start - line.start, columns[-1][1] if columns else 0, 0)
            stop = min(span_end, end) - line.start
            if start < stop and line.text[start:stop].strip():
                columns.append((start, stop, reason))
        if columns and (line.layout.is_row or not line.layout.discards):
            line = replace(
                line, layout=replace(line.layout, discards=merge_discards(line, columns))
            )
        yield line


def merge_discards(line: Line, columns: Iterable[Discard]) -> tuple[Discard, ...]:
    """Return the discards of a line with those of markup that is between the bars of a row."""
    bars = line.layout.discards
    between = [
        column
        for column in columns
        if not any(start < column[1] and column[0] < end for start, end, _ in bars)
    ]
    return tuple(sorted([*bars, *between]))


def markup_spans(source: Source) -> Iterator[tuple[Span, str]]:
    patterns = (*ANYWHERE, *(IN_MARKDOWN if source.media_type == MARKDOWN else ()))
    for reason, pattern in patterns:
        for match in pattern.finditer(source.text):
            group = next(index for index, text in enumerate(match.groups(), start=1) if text)
            if not PARAGRAPH_END.search(match.group()):
                yield match.span(group), reason
