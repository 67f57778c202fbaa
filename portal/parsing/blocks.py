"""Group the lines of a source into blocks, by what each line begins."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.parsing.line_context import LineContext
from portal.parsing.line_headings import is_in_capitals
from portal.parsing.line_preparation import (
    MIN_BODY_INDENT,
    indent_of,
    layout_of,
    next_lines,
    prepare_lines,
    usual_indent,
)
from portal.parsing.line_types import (
    BARE_NUMBER,
    DISCARD_REASONS,
    DISCARDED_TYPES,
    LineType,
    classify_line,
    is_list_item,
    number_of,
)
from portal.parsing.source import (
    PLAIN,
    Layout,
    Line,
    Note,
    Source,
    Span,
    subtract_spans,
    text_of_spans,
)

LIST_NOISE = re.compile(r"[;,](?:\s*(?:and|or))?$")
# “Present: Ana Lund”, “ACTION: publish the fees”: such a line begins a paragraph.
KEYED = re.compile(
    r"\s*(?:present|participants|attendees|in attendance|apologies|action(?:\s+items?)?|decision|moderator|speakers?|rapporteur)"
    r"\s*:\s+\S",
    re.IGNORECASE,
)
ANNEX = re.compile(r"\W*(?:annex|appendix)\b", re.IGNORECASE)
END_MARK = re.compile(r"[.!?:;](?:\s+(?:and|or))?[”\"’')\]⁰¹²³⁴-⁹]*$")


@dataclass(frozen=True)
class Discard:
    """A span of the source that is not part of the report's text, and the reason."""

    span: Span
    reason: str


@dataclass
class Block:
    """Lines that form one element. `spans` include the label, `text` does not."""

    line_type: LineType
    spans: list[Span]
    label: str = ""
    indent: int = 0
    # The marker of a list item; items with different markers belong to different lists.
    marker: str = ""
    text: str = ""
    layout: Layout = PLAIN
    is_in_capitals: bool = False
    # Positions where the text continues after a blank line within a sentence.
    joined_at: list[int] = field(default_factory=list)


@dataclass
class Segmentation:
    """The source split into blocks and discards, which together cover every visible character."""

    blocks: list[Block] = field(default_factory=list)
    discards: list[Discard] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    # The number expected for the next numbered paragraph; 0 before the first.
    next_number: int = 0
    # Whether the body has begun: false in the title block and in annexes.
    in_body: bool = False

    def last(self, line_type: LineType) -> Block | None:
        """Return the block that a line of this type may continue; footnotes do not end a text."""
        if line_type is LineType.FOOTNOTE:
            return self.blocks[-1] if self.blocks else None
        text_blocks = (
            block for block in reversed(self.blocks) if block.line_type is not LineType.FOOTNOTE
        )
        return next(text_blocks, None)


def split_blocks(source: Source) -> Segmentation:
    """Split the source into blocks, in document order."""
    state = Segmentation()
    lines = prepare_lines(source)
    end = Line("", len(source.text))
    after_blank = True
    body_indent = usual_indent(lines)
    for line, next_line, next_text_line in zip(
        lines, [*lines[1:], end], next_lines(lines, end), strict=True
    ):
        if line.is_blank:
            after_blank = True
            continue
        context = LineContext(
            line,
            after_blank or line.is_set_off,
            next_line.is_blank or next_line.is_set_off or is_list_item(next_line),
            after_end=ends_sentence(source, state.last(LineType.TEXT)),
            next_number=state.next_number,
            last_label=state.blocks[-1].label if state.blocks else "",
            next_text_line=next_text_line,
            in_body=state.in_body,
            is_outdented=body_indent >= MIN_BODY_INDENT and indent_of(line) == 0,
        )
        line_type = add_line(state, context)
        # A page number or footnote keeps the state of the line above: blank or not.
        is_between = line_type in DISCARDED_TYPES or line_type is LineType.FOOTNOTE
        after_blank = line_type is LineType.RULE or (after_blank and is_between)
    finalize(source, state)
    return state


def add_line(state: Segmentation, context: LineContext) -> LineType:
    """Append the line to the last block or start a new one; return the line's type."""
    line_type, match = classify_line(context)
    last = state.last(line_type)
    note_unclear_number(state, context, line_type)
    if last and continues_block(last, context, line_type):
        if context.after_blank:
            last.joined_at.append(context.line.span[0])
        last.spans.append(context.line.span)
        state.discards += inline_discards(context.line)
    else:
        start_block(state, context.line, line_type, match)
    return line_type


def start_block(
    state: Segmentation,
    line: Line,
    line_type: LineType,
    match: re.Match[str] | None,
) -> None:
    """Start a block with the line, unless the line holds no text."""
    groups = match.groupdict() if match else {}
    if match and groups.get("noise"):
        start = line.start + match.start("noise")
        state.discards.append(
            Discard(
                (start, start + len(match["noise"].rstrip())),
                DISCARD_REASONS[line_type],
            )
        )
    if line_type not in DISCARDED_TYPES or line_type is LineType.NOISE:
        state.discards += inline_discards(line)
    if line_type in DISCARDED_TYPES:
        return
    label = groups.get("label") or ""
    state.blocks.append(
        Block(
            line_type,
            [line.span],
            label=label,
            indent=indent_of(line),
            marker=groups.get("mark") or ("" if not label else line_type.name),
            layout=layout_of(line, groups.get("noise") or ""),
            is_in_capitals=line_type is LineType.HEADING and is_in_capitals(line.text),
        )
    )
    if line_type is LineType.HEADING:
        state.in_body = not ANNEX.match(line.text)
    if line_type is LineType.NUMBERED and label.rstrip(".)").lstrip("(").isdigit():
        state.next_number = number_of(label) + 1
        state.in_body = True


def ends_sentence(source: Source, block: Block | None) -> bool:
    if block is None or block.line_type in {
        LineType.HEADING,
        LineType.LEVEL,
        LineType.ROW,
    }:
        return True
    return bool(END_MARK.search(source.text[slice(*block.spans[-1])]))


def note_unclear_number(state: Segmentation, context: LineContext, line_type: LineType) -> None:
    """Add a note if a line is a bare number without blank lines on both sides."""
    number = context.line.text.strip()
    if line_type is LineType.BARE_NUMBER and not (context.after_blank and context.before_blank):
        reason = f"“{number}” is on a line of its own and was left out as a page number."
        state.notes.append(Note("page-number-assumed", reason, context.line.span))
    elif line_type is LineType.TEXT and BARE_NUMBER.match(number):
        reason = f"“{number}” is on a line between two lines of text and was kept as text."
        state.notes.append(Note("number-kept-as-word", reason, context.line.span))


def inline_discards(line: Line) -> Iterator[Discard]:
    """Yield the discards within the line, as its layout shows them."""
    for start, end, reason in line.layout.discards:
        yield Discard((line.start + start, line.start + end), reason)


def continues_block(last: Block, context: LineContext, line_type: LineType) -> bool:
    """Return whether the line continues the last block: usually, no blank line is in between.
    A sentence continues across a blank line (a page break) if no end mark precedes it and no
    capital follows.
    """
    if line_type is LineType.FOOTNOTE:
        return last.layout.footnote == context.line.layout.footnote
    if line_type is LineType.HEADING:
        return not context.after_blank and continues_heading(last, context)
    if last.line_type in {LineType.HEADING, LineType.LEVEL, LineType.ROW}:
        return False
    if line_type is LineType.BULLET and not context.after_blank:
        # A dash at the start of a line of running text is not a bullet.
        is_dash = context.line.text.lstrip()[0] == "–"
        is_in_text = last.line_type is not LineType.BULLET and not context.after_end
        return is_dash and is_in_text
    if line_type is not LineType.TEXT or KEYED.match(context.line.visible):
        return False
    return not context.after_blank or (
        not context.after_end and context.line.visible.strip()[:1].islower()
    )


def continues_heading(last: Block, context: LineContext) -> bool:
    """Return whether the line continues the heading, in the same layout rank or in capitals."""
    if context.line.layout.heading:
        return (
            last.line_type is LineType.HEADING
            and last.layout.heading == context.line.layout.heading
        )
    return last.is_in_capitals and is_in_capitals(context.line.text)


def finalize(source: Source, state: Segmentation) -> None:
    """Compute the text of every block; drop blocks without text."""
    for block in state.blocks:
        if block.line_type is LineType.BULLET:
            state.discards += list_separators(source, block.spans[-1])
    state.discards.sort(key=lambda discard: discard.span)
    discard_starts = [discard.span[0] for discard in state.discards]
    for block in state.blocks:
        first_index = bisect_left(discard_starts, block.spans[0][0])
        end_index = bisect_left(discard_starts, block.spans[-1][1])
        holes = [discard.span for discard in state.discards[first_index:end_index]]
        finalize_block(source, block, holes)
        if block.label and not block.text:
            state.discards += [Discard(span, "empty number") for span in block.spans]
    state.blocks = [block for block in state.blocks if block.text]
    state.discards.sort(key=lambda discard: discard.span)


def finalize_block(source: Source, block: Block, holes: list[Span]) -> None:
    """Remove the discarded spans from the block and set its text."""
    block.spans = trim_spans(source, subtract_spans(block.spans, holes))
    block.text = text_of_spans(source.text, block.spans, holes)
    if block.line_type in {LineType.NUMBERED, LineType.LETTERED}:
        block.text = block.text.removeprefix(block.label).lstrip()


def list_separators(source: Source, span: Span) -> Iterator[Discard]:
    """Yield the comma, semicolon, “and” or “or” at the end of a list item."""
    if match := LIST_NOISE.search(source.text[slice(*span)]):
        yield Discard((span[0] + match.start(), span[1]), "list punctuation")


def trim_spans(source: Source, spans: list[Span]) -> list[Span]:
    return [trimmed for span in spans if (trimmed := trim_span(source.text, span))]


def trim_span(text: str, span: Span) -> Span | None:
    """Return the span without surrounding white space, or None if it is blank."""
    segment = text[span[0] : span[1]]
    start = span[0] + len(segment) - len(segment.lstrip())
    end = start + len(segment.strip())
    return (start, end) if start < end else None
