"""Lines to blocks: what each line begins, and which lines belong together."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.importing.furniture import set_aside
from portal.importing.marks import (
    BARE_NUMBER,
    NOISE,
    UNPRINTED,
    Begins,
    Place,
    beginning,
    begins_a_list,
    is_in_capitals,
    is_noise,
    number_of,
)
from portal.importing.source import (
    PLAIN,
    Layout,
    Line,
    Note,
    Source,
    Span,
    printed,
    without,
)
from portal.importing.unglued import unglued

# Marks of emphasis and links, which are no words of the report: group 1 of each.
MARK_UP = (
    ("mark-up of bold text", re.compile(r"(\*\*)")),
    ("mark-up of a link", re.compile(r"(\[)[^\[\]]{1,200}\]\([^()\s]{0,500}\)")),
    ("mark-up of a link", re.compile(r"\[[^\[\]]{1,200}(\]\([^()\s]{0,500}\))")),
)
LIST_NOISE = re.compile(r"[;,](?:\s*(?:and|or))?$")
ANNEX = re.compile(r"\W*(?:annex|appendix)\b", re.IGNORECASE)
END_MARK = re.compile(r"[.!?:;](?:\s+(?:and|or))?[”\"’')\]⁰¹²³⁴-⁹]*$")


@dataclass(frozen=True)
class Discard:
    """A stretch of the source that is no word of the report, and why."""

    span: Span
    reason: str


@dataclass
class Block:
    """Lines that belong together. `spans` cover the label, `text` leaves it out."""

    begins: Begins
    spans: list[Span]
    label: str = ""
    indent: int = 0
    # The sign of a point: points of another sign are of another list.
    mark: str = ""
    text: str = ""
    layout: Layout = PLAIN
    is_in_capitals: bool = False
    # Where the text goes on after a break in the middle of a sentence.
    joined_at: list[int] = field(default_factory=list)


@dataclass
class Blocks:
    """The source cut up: every character but white space is in one block or discard."""

    blocks: list[Block] = field(default_factory=list)
    discards: list[Discard] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    # The number that the next paragraph bears, if paragraphs are numbered; 0 before the first.
    next_number: int = 0
    # Whether the text has begun: not so in the title block, nor in an annex.
    in_body: bool = False

    def last(self, begins: Begins) -> Block | None:
        """Return the block that a line may go on: the text goes on behind its footnotes."""
        if begins is Begins.FOOTNOTE:
            return self.blocks[-1] if self.blocks else None
        texts = (
            one for one in reversed(self.blocks) if one.begins is not Begins.FOOTNOTE
        )
        return next(texts, None)


def split(source: Source) -> Blocks:
    """Cut the source into its blocks, in the order printed."""
    cut = Blocks()
    lines = list(unglued(set_aside(list(source.lines))))
    end = Line("", len(source.text))
    after_blank = True
    for line, beneath, following in zip(
        lines, [*lines[1:], end], followers(lines, end), strict=True
    ):
        if line.is_blank:
            after_blank = True
            continue
        at = Place(
            line,
            after_blank or line.is_set_off,
            beneath.is_blank or beneath.is_set_off or begins_a_list(beneath),
            after_end=has_ended(source, cut.last(Begins.TEXT)),
            next_number=cut.next_number,
            following=following,
            in_body=cut.in_body,
        )
        begins = place(cut, at)
        # A page number hides neither an empty line above it nor makes one.
        is_between = begins in UNPRINTED or begins is Begins.FOOTNOTE
        after_blank = begins is Begins.RULE or (after_blank and is_between)
    finish_all(source, cut)
    return cut


def followers(lines: list[Line], end: Line) -> list[Line]:
    """Return for each line the next one that holds words."""
    found = [end]
    for line in reversed(lines[1:]):
        found.append(found[-1] if line.is_blank or is_noise(line) else line)
    return found[::-1]


def place(cut: Blocks, at: Place) -> Begins:
    """Add the line to the last block, or begin the next one with it; say what it begins."""
    begins, mark = beginning(at)
    last = cut.last(begins)
    note_number(cut, at, begins)
    if last and goes_on(last, at, begins):
        if at.after_blank:
            last.joined_at.append(at.line.span[0])
        last.spans.append(at.line.span)
        cut.discards += unworded(at.line)
    else:
        begin(cut, at.line, begins, mark)
    return begins


def begin(cut: Blocks, line: Line, begins: Begins, mark: re.Match[str] | None) -> None:
    """Begin a block with the line, unless it holds nothing but what is no word."""
    groups = mark.groupdict() if mark else {}
    if mark and groups.get("noise"):
        start = line.start + mark.start("noise")
        cut.discards.append(
            Discard((start, start + len(mark["noise"].rstrip())), NOISE[begins])
        )
    if begins not in UNPRINTED or begins is Begins.NOISE:
        cut.discards += unworded(line)
    if begins in UNPRINTED:
        return
    label = groups.get("label") or ""
    cut.blocks.append(
        Block(
            begins,
            [line.span],
            label=label,
            indent=len((groups.get("indent") or "").expandtabs(4)),
            mark=groups.get("mark") or ("" if not label else begins.name),
            layout=line.layout,
            is_in_capitals=begins is Begins.HEADING and is_in_capitals(line.text),
        )
    )
    if begins is Begins.HEADING:
        cut.in_body = not ANNEX.match(line.text)
    if begins is Begins.NUMBERED and label.rstrip(".)").lstrip("(").isdigit():
        cut.next_number = number_of(label) + 1
        cut.in_body = True


def has_ended(source: Source, block: Block | None) -> bool:
    if block is None or block.begins in {Begins.HEADING, Begins.LEVEL, Begins.ROW}:
        return True
    return bool(END_MARK.search(source.text[slice(*block.spans[-1])]))


def note_number(cut: Blocks, at: Place, begins: Begins) -> None:
    """Leave to an editor what a number is that empty lines do not set off on both sides."""
    number = at.line.text.strip()
    if begins is Begins.BARE_NUMBER and not (at.after_blank and at.before_blank):
        reason = (
            f"“{number}” stands on a line by itself and is taken for a page number."
        )
        cut.notes.append(Note("page-number-assumed", reason, at.line.span))
    elif begins is Begins.TEXT and BARE_NUMBER.match(number):
        reason = f"“{number}” stands between two lines of text and is kept as a word."
        cut.notes.append(Note("number-kept-as-word", reason, at.line.span))


def unworded(line: Line) -> Iterator[Discard]:
    """Yield what is no word within the line: what the layout says, or else its mark-up."""
    for start, end, reason in line.layout.discards:
        yield Discard((line.start + start, line.start + end), reason)
    if line.layout.discards:
        return
    for reason, pattern in MARK_UP:
        for found in pattern.finditer(line.text):
            start, end = found.span(1)
            yield Discard((line.start + start, line.start + end), reason)


def goes_on(last: Block, at: Place, begins: Begins) -> bool:
    """Say whether the line is the last block's next: mostly, whether no blank line parts them.

    A sentence that a blank line cuts goes on where neither an end mark stands before
    nor a capital after it: that was a page break.
    """
    if begins is Begins.FOOTNOTE:
        return last.layout.footnote == at.line.layout.footnote
    if begins is Begins.HEADING:
        return not at.after_blank and heads_on(last, at)
    if last.begins in {Begins.HEADING, Begins.LEVEL, Begins.ROW}:
        return False
    if begins is Begins.BULLET and not at.after_blank:
        # A dash that begins a line of running text is no bullet.
        is_dash = at.line.text.lstrip()[0] == "–"
        return is_dash and last.begins is not Begins.BULLET and not at.after_end
    if begins is not Begins.TEXT:
        return False
    return not at.after_blank or (
        not at.after_end and at.line.text.strip()[0].islower()
    )


def heads_on(last: Block, at: Place) -> bool:
    """Say whether a heading goes on in the line: in the same type, or in capitals, too."""
    if at.line.layout.heading:
        return (
            last.begins is Begins.HEADING
            and last.layout.heading == at.line.layout.heading
        )
    return last.is_in_capitals and is_in_capitals(at.line.text)


def finish_all(source: Source, cut: Blocks) -> None:
    """Finish every block, and leave out those that hold marks and no words."""
    for block in cut.blocks:
        if block.begins is Begins.BULLET:
            cut.discards += list_noise(source, block.spans[-1])
    cut.discards.sort(key=lambda discard: discard.span)
    starts = [one.span[0] for one in cut.discards]
    for block in cut.blocks:
        first = bisect_left(starts, block.spans[0][0])
        beyond = bisect_left(starts, block.spans[-1][1])
        finish(source, block, [one.span for one in cut.discards[first:beyond]])
        if block.label and not block.text:
            cut.discards += [Discard(span, "empty number") for span in block.spans]
    cut.blocks = [block for block in cut.blocks if block.text]
    cut.discards.sort(key=lambda discard: discard.span)


def finish(source: Source, block: Block, holes: list[Span]) -> None:
    """Take out of the block what is discarded, and read what it prints."""
    block.spans = trimmed(source, without(block.spans, holes))
    block.text = printed(source.text, block.spans, holes)
    if block.begins in {Begins.NUMBERED, Begins.LETTERED}:
        block.text = block.text.removeprefix(block.label).lstrip()


def list_noise(source: Source, span: Span) -> Iterator[Discard]:
    """Yield the comma, semicolon, “and” or “or” with which a point of a list ends."""
    if found := LIST_NOISE.search(source.text[slice(*span)]):
        yield Discard((span[0] + found.start(), span[1]), "list punctuation")


def trimmed(source: Source, spans: list[Span]) -> list[Span]:
    """Return the spans without white space at their ends, and without those of nothing else."""
    return [kept for span in spans if (kept := trim(source.text, span))]


def trim(text: str, span: Span) -> Span | None:
    """Return the span without white space at its ends, or None if nothing else is in it."""
    stretch = text[span[0] : span[1]]
    start = span[0] + len(stretch) - len(stretch.lstrip())
    end = start + len(stretch.strip())
    return (start, end) if start < end else None
