"""Find headings that run into their text in other type: “*Fees.* Ports charge …”.

Several paragraphs of the document must begin like this, so that no stressed word becomes a heading;
the names of speakers in minutes repeat, but headings do not.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.parsing import speaker_introductions, untitled_names
from portal.parsing.blocks import Block
from portal.parsing.line_types import LineType
from portal.parsing.source import FormattedSpan, PartSpans, Source

RUN_IN = "run-in"  # the marker of the headings that are found here
MIN_HEADINGS = 3
MIN_DISTINCT = 0.8  # share of the titles
MAX_WORDS = 16
TITLE_END = re.compile(r"[.:?!]$")
KINDS = ("strong", "emphasis")


@dataclass(frozen=True)
class LeadingRun:
    """The opening of a block in bold or italic type: [0, end) of its text with its label."""

    index: int
    kind: str
    title: str
    end: int


def mark_run_in_headings(source: Source, blocks: list[Block]) -> None:
    """Cut the headings off the paragraphs that they run into."""
    starts = {kind: spans_of_kind(source, kind) for kind in KINDS}
    openings = [
        opening
        for index, block in enumerate(blocks)
        for kind in KINDS
        if (opening := opening_of(source, block, index, (kind, starts[kind])))
    ]
    for kind in KINDS:
        of_kind = [opening for opening in openings if opening.kind == kind]
        titles = {opening.title.casefold() for opening in of_kind}
        if len(of_kind) >= MIN_HEADINGS and len(titles) >= MIN_DISTINCT * len(of_kind):
            for opening in reversed(of_kind):
                blocks[opening.index : opening.index + 1] = split_heading(
                    source, blocks[opening.index], opening.end
                )
            return


def is_speaker(text: str, title: str) -> bool:
    """Return whether the words in other type are the name of who speaks: “*Ms. Ana Lund:* Fees …”."""
    name = title.rstrip(" .:")
    is_name = re.fullmatch(rf"{untitled_names.NAME}(?:\s*\([^()]*\))?", name) is not None
    is_label = title.endswith(":") or text[len(title) :].startswith(":")
    return speaker_introductions.opening_name(text) is not None or (is_name and is_label)


def spans_of_kind(source: Source, kind: str) -> list[FormattedSpan]:
    return sorted(
        (span for span in source.formatting if span.kind == kind), key=lambda span: span.start
    )


def opening_of(
    source: Source, block: Block, index: int, formatting: tuple[str, Sequence[FormattedSpan]]
) -> LeadingRun | None:
    """Return the opening of a paragraph in one kind of type, if text follows in the usual type."""
    kind, spans = formatting
    if block.line_type not in {LineType.TEXT, LineType.NUMBERED} or not block.spans:
        return None
    start = block.spans[0][0]
    if block.label:
        start += source.text[start : block.spans[0][1]].find(block.text[:1])
    end = formatted_until(source, start, spans)
    letters = len("".join(source.text[start:end].split()))
    title = leading(block.text, letters)
    rest = block.text[len(title) :].lstrip(" .:")
    is_title = TITLE_END.search(title) or block.text[len(title) :][:1] in {".", ":"}
    if not (letters and is_title and rest and len(title.split()) <= MAX_WORDS):
        return None
    if is_speaker(block.text, title):
        return None
    end_in_text = len(block.text) - len(rest)
    return LeadingRun(index, kind, block.text[:end_in_text].strip(), end_in_text)


def formatted_until(source: Source, start: int, spans: Sequence[FormattedSpan]) -> int:
    """Return where the type that begins here ends; spans with white space between are one."""
    end = start
    for span in spans[max(0, bisect_left(spans, start, key=lambda span: span.start) - 1) :]:
        if span.end <= end:
            continue
        if span.start > end and source.text[end : span.start].strip(" \n_*"):
            break
        end = span.end
    return end


def leading(text: str, letters: int) -> str:
    """Return the beginning of a text with that many characters other than white space."""
    position = 0
    while letters and position < len(text):
        letters -= not text[position].isspace()
        position += 1
    return text[:position]


def split_heading(source: Source, block: Block, end: int) -> list[Block]:
    """Split a block at `end` in its text into the heading and the rest."""
    label = f"{block.label} " if block.label else ""
    text = label + block.text
    spans_between = PartSpans.of(source, block.spans, text)
    end += len(label)
    heading = replace(
        block,
        line_type=LineType.HEADING,
        label="",
        # A number shows the rank of a heading.
        marker="" if label else RUN_IN,
        text=text[:end].strip(),
        spans=spans_between(0, end),
        joined_at=[],
    )
    rest = replace(
        block,
        line_type=LineType.TEXT,
        label="",
        marker="",
        text=text[end:].strip(),
        spans=spans_between(end, len(text)),
    )
    return [heading, rest]
