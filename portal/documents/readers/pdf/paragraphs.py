"""Turn the lines of PDF pages into text with headings and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from portal.documents.readers.letter_spans import (
    LetterSpan,
    count_letters,
    letter_spans_within,
)
from portal.documents.readers.pdf.dehyphenate import WordCounts
from portal.documents.readers.pdf.lines import Page, PrintedLine
from portal.documents.readers.pdf.running_heads import PageFurniture, find_furniture
from portal.documents.readers.pdf.typography import Typography, sizes_of
from portal.documents.readers.text_builder import TextBuilder
from portal.parsing.source import Layout
from reports.text import clean_line

MAX_HEADING_LINES = 4
NO_HEADING = re.compile(r"^[a-z]|[.;:,]$|^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[•▪◦●○■□·➢✓*–-])\s")
SENTENCE_END = re.compile(r"[.!?:;][”\"’')\]]*[⁰¹²³⁴-⁹]*$")
HYPHEN_REASON = "hyphen at the end of a line"


@dataclass
class PendingLine:
    """A line to be written, with its text after rejoining broken words."""

    line: PrintedLine
    text: str
    hyphens: list[int]
    heading: int = 0
    letter_spans: Sequence[LetterSpan] = ()


def write_pages(pages: Sequence[Page]) -> TextBuilder:
    """Write the pages' lines in order, with an empty line between paragraphs."""
    typography = Typography.of(pages)
    furniture = find_furniture(pages, typography)
    lines = [
        PendingLine(printed_line, printed_line.text, [], letter_spans=printed_line.letter_spans)
        for page in pages
        for printed_line in page.lines
    ]
    printed = [pending for pending in lines if pending.line not in furniture.noise]
    text_lines = [pending for pending in printed if pending.line not in furniture.footnotes]
    mark_headings(text_lines, typography)
    builder = TextBuilder()
    reasons_by_line = rejoin_words(printed, furniture)
    previous: PendingLine | None = None
    for pending in lines:
        while len(builder.pages) < pending.line.page:
            builder.begin_page()
        if pending.line in furniture.noise:
            builder.discard(pending.text, furniture.noise[pending.line])
            continue
        if not pending.text:
            continue
        footnote = furniture.footnotes.get(pending.line, 0)
        if not footnote:
            if previous and begins_paragraph(previous, pending, typography):
                builder.separate()
            previous = pending
        write_line(builder, pending, typography, footnote)
        for reason in reasons_by_line.get(id(pending), ()):
            builder.add_note("hyphen-assumed", reason, lines=1)
    return builder


def write_line(
    builder: TextBuilder, pending: PendingLine, typography: Typography, footnote: int
) -> None:
    is_row = pending.line.is_row
    indent = "" if footnote or pending.heading or is_row else typography.indent(pending.line)
    # The builder cleans the text, which shifts the columns.
    columns = [len(indent + clean_line(pending.text[:column])) for column in pending.hyphens]
    hyphens = tuple((column, column + 1, HYPHEN_REASON) for column in columns)
    layout = Layout(pending.heading, is_row=is_row, footnote=footnote, discards=hyphens)
    builder.write(indent + pending.text, layout, emphasis_of(pending, typography))


def emphasis_of(pending: PendingLine, typography: Typography) -> list[LetterSpan]:
    """Return the formatting: none for headings, and no bold type if most of the file is bold."""
    if pending.heading:
        return []
    is_mostly_bold = typography.is_mostly_bold
    return [span for span in pending.letter_spans if not (is_mostly_bold and span.kind == "strong")]


def begins_paragraph(previous: PendingLine, current: PendingLine, typography: Typography) -> bool:
    """Return whether a paragraph begins: after a gap, with an indent, or after a short line."""
    upper, lower = previous.line, current.line
    if previous.heading != current.heading or upper.is_row or lower.is_row:
        return True
    if current.heading:
        return upper.page != lower.page or typography.is_apart(upper, lower)
    has_ended = ends_sentence(previous.text)
    if has_ended and not typography.is_full(upper):
        return True
    if upper.page != lower.page or lower.baseline > upper.baseline:
        # Its paragraph continues on the next page or in the next column, unless the line is short.
        return not has_ended and typography.is_short(upper) and not current.text[:1].islower()
    is_indented = has_ended and 7.0 < lower.left - upper.left < 60.0
    return is_indented or typography.is_apart(upper, lower)


def ends_sentence(text: str) -> bool:
    """Return whether a line ends a sentence, and no bracket stays open in it."""
    return bool(SENTENCE_END.search(text)) and text.count("(") <= text.count(")")


def mark_headings(lines: Sequence[PendingLine], typography: Typography) -> None:
    """Set the heading rank of lines in larger type, and of short runs of bold lines."""
    heading_runs = [run for run in style_runs(lines, typography) if is_heading(run, typography)]
    sizes = sizes_of(pending.line for run in heading_runs for pending in run)
    for run in heading_runs:
        for pending in run:
            pending.heading = sizes.index(pending.line.size) + 1


def style_runs(lines: Sequence[PendingLine], typography: Typography) -> Iterator[list[PendingLine]]:
    """Yield runs of adjacent lines in one size and weight."""
    run = list(lines[:1])
    for previous, current in pairwise(lines):
        upper, lower = previous.line, current.line
        if (
            upper.page != lower.page
            or (upper.is_row or lower.is_row)
            or (upper.size, upper.is_bold) != (lower.size, lower.is_bold)
            or typography.is_apart(upper, lower)
        ):
            yield run
            run = []
        run.append(current)
    if run:
        yield run


def is_heading(run: Sequence[PendingLine], typography: Typography) -> bool:
    first, last = run[0], run[-1]
    if len(run) > MAX_HEADING_LINES or first.line.is_row:
        return False
    if typography.is_large(first.line):
        return True
    if not first.line.is_bold or typography.is_mostly_bold:
        return False
    return not NO_HEADING.search(first.text) and not NO_HEADING.search(last.text)


def rejoin_words(lines: Sequence[PendingLine], furniture: PageFurniture) -> dict[int, list[str]]:
    """Join broken words in their first line; return the reasons for notes by `id()` of the line."""
    broken = list(join_halves(lines, furniture))
    word_counts = WordCounts.of(pending.text for pending in lines)
    for pending, column in broken:
        word_counts.exclude(pending.text[:column], pending.text[column + 1 :])
    verdicts = [
        word_counts.keeps_hyphen(pending.text[:column], pending.text[column + 1 :])
        for pending, column in broken
    ]
    reasons: dict[int, list[str]] = {}
    for (pending, column), verdict in zip(broken, verdicts, strict=True):
        second_part = pending.text[column + 1 :]
        keeps = word_counts.may_keep_hyphen(second_part) if verdict is None else verdict
        if not keeps:
            pending.hyphens.append(column)
        if verdict is None:
            word = pending.text.split()[-1]
            preposition = "with" if keeps else "without"
            reasons.setdefault(id(pending), []).append(
                f"“{word}” is broken at the end of a line, and is read {preposition} the hyphen."
            )
    return reasons


def join_halves(
    lines: Sequence[PendingLine], furniture: PageFurniture
) -> Iterator[tuple[PendingLine, int]]:
    """Move the second part of each broken word up; yield the line and the hyphen's column."""
    for pending, next_line in successors(lines, furniture):
        if pending.line.breaks_word:
            second_part, _, remaining = next_line.text.partition(" ")
            next_line.text = remaining.lstrip()
            column = len(pending.text)
            move_formatting(next_line, pending, second_part)
            pending.text = f"{pending.text}-{second_part}"
            yield pending, column


def move_formatting(next_line: PendingLine, pending: PendingLine, second_part: str) -> None:
    """Move the format of a broken word's second part up; the hyphen looks like the first part."""
    letters, moved = count_letters(pending.text), count_letters(second_part)
    first_parts = [
        replace(span, end=letters + 1) if span.end == letters else span
        for span in pending.letter_spans
    ]
    second_parts = letter_spans_within(next_line.letter_spans, 0, moved)
    pending.letter_spans = [*first_parts, *(span.moved(letters + 1) for span in second_parts)]
    next_line.letter_spans = letter_spans_within(
        next_line.letter_spans, moved, count_letters(next_line.text) + moved
    )


def successors(
    lines: Sequence[PendingLine], furniture: PageFurniture
) -> Iterator[tuple[PendingLine, PendingLine]]:
    """Yield each line with the one in which its text continues."""
    for is_footnote in (False, True):
        flow = [
            pending for pending in lines if (pending.line in furniture.footnotes) is is_footnote
        ]
        yield from pairwise(flow)
