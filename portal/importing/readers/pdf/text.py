"""From the lines of the pages to the text: what is a heading, where a paragraph begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.importing.readers.pdf.furniture import Furniture, furniture_of
from portal.importing.readers.pdf.lines import Page, PrintedLine
from portal.importing.readers.pdf.type import Type, sizes_of
from portal.importing.readers.pdf.words import Words
from portal.importing.readers.sheet import Sheet
from portal.importing.source import Layout
from reports.text import clean_line

LONGEST_HEADING = 4  # lines
UNHEADED = re.compile(
    r"^[a-z]|[.;:,]$|^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[•▪◦●○■□·➢✓*–-])\s"
)
ENDED = re.compile(r"[.!?:;][”\"’')\]]*[⁰¹²³⁴-⁹]*$")
HYPHEN = "hyphen at the end of a line"


@dataclass
class Piece:
    """A line on its way into the text."""

    line: PrintedLine
    text: str
    hyphens: list[int]
    heading: int = 0


def written(pages: Sequence[Page]) -> Sheet:
    """Write the pages' lines in order, with an empty line between paragraphs."""
    type_ = Type.of(pages)
    furniture = furniture_of(pages, type_)
    pieces = [Piece(line, line.text, []) for page in pages for line in page.lines]
    kept = [one for one in pieces if one.line not in furniture.noise]
    texts = [one for one in kept if one.line not in furniture.footnotes]
    mark_headings(texts, type_)
    sheet = Sheet()
    doubts = rejoin(kept, furniture)
    before: Piece | None = None
    for piece in pieces:
        while len(sheet.pages) < piece.line.page:
            sheet.begin_page()
        if piece.line in furniture.noise:
            sheet.discard(piece.text, furniture.noise[piece.line])
            continue
        if not piece.text:
            continue
        number = furniture.footnotes.get(piece.line, 0)
        if not number:
            if before and begins_anew(before, piece, type_):
                sheet.skip()
            before = piece
        write(sheet, piece, type_, number)
        for reason in doubts.get(id(piece), ()):
            sheet.note("hyphen-assumed", reason, lines=1)
    return sheet


def write(sheet: Sheet, piece: Piece, type_: Type, footnote: int) -> None:
    indent = "" if footnote or piece.heading else type_.indent(piece.line)
    # The sheet cleans what it is given, and what is left out moves the rest.
    ahead = [len(indent + clean_line(piece.text[:at])) for at in piece.hyphens]
    hyphens = tuple((at, at + 1, HYPHEN) for at in ahead)
    layout = Layout(piece.heading, footnote=footnote, discards=hyphens)
    sheet.write(indent + piece.text, layout)


def begins_anew(before: Piece, piece: Piece, type_: Type) -> bool:
    """Say whether a new paragraph begins: by a gap, an indent, or a short line before it."""
    upper, lower = before.line, piece.line
    if before.heading != piece.heading:
        return True
    if piece.heading:
        return upper.page != lower.page or type_.is_apart(upper, lower)
    has_ended = bool(ENDED.search(before.text))
    if has_ended and not type_.is_full(upper):
        return True
    if upper.page != lower.page:
        # A line that is not full was the last, unless the next goes on in small letters.
        return not type_.is_full(upper) and not piece.text[:1].islower()
    is_indented = has_ended and 7.0 < lower.left - upper.left < 60.0
    return is_indented or type_.is_apart(upper, lower)


def mark_headings(pieces: Sequence[Piece], type_: Type) -> None:
    """Give the lines set larger, or by themselves in bold type, their rank as headings."""
    headed = [run for run in runs(pieces, type_) if heads(run, type_)]
    sizes = sizes_of(one.line for run in headed for one in run)
    for run in headed:
        for piece in run:
            piece.heading = sizes.index(piece.line.size) + 1


def runs(pieces: Sequence[Piece], type_: Type) -> Iterator[list[Piece]]:
    """Yield the lines that stand together, in one size and weight."""
    run = list(pieces[:1])
    for before, piece in pairwise(pieces):
        upper, lower = before.line, piece.line
        if (
            upper.page != lower.page
            or (upper.size, upper.is_bold) != (lower.size, lower.is_bold)
            or type_.is_apart(upper, lower)
        ):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def heads(run: Sequence[Piece], type_: Type) -> bool:
    first, last = run[0], run[-1]
    if len(run) > LONGEST_HEADING:
        return False
    if type_.is_large(first.line):
        return True
    if not first.line.is_bold or type_.is_mostly_bold:
        return False
    return not UNHEADED.search(first.text) and not UNHEADED.search(last.text)


def rejoin(pieces: Sequence[Piece], furniture: Furniture) -> dict[int, list[str]]:
    """Put the parts of broken words together in their first line; return doubts by piece."""
    broken = list(join(pieces, furniture))
    words = Words.of(piece.text for piece in pieces)
    for piece, at in broken:
        words.forget(piece.text[:at], piece.text[at + 1 :])
    verdicts = [
        words.keeps_hyphen(one.text[:at], one.text[at + 1 :]) for one, at in broken
    ]
    doubts: dict[int, list[str]] = {}
    for (piece, at), verdict in zip(broken, verdicts, strict=True):
        rest = piece.text[at + 1 :]
        keeps = words.may_keep_hyphen(rest) if verdict is None else verdict
        if not keeps:
            piece.hyphens.append(at)
        if verdict is None:
            word = piece.text.split()[-1]
            how = "with" if keeps else "without"
            doubts.setdefault(id(piece), []).append(
                f"“{word}” is broken at the end of a line, and is read {how} the hyphen."
            )
    return doubts


def join(pieces: Sequence[Piece], furniture: Furniture) -> Iterator[tuple[Piece, int]]:
    """Move the second part of each broken word up; yield its line and the hyphen's column."""
    for piece, following in successors(pieces, furniture):
        if piece.line.breaks_word:
            rest, _, left = following.text.partition(" ")
            following.text = left.lstrip()
            at = len(piece.text)
            piece.text = f"{piece.text}-{rest}"
            yield piece, at


def successors(
    pieces: Sequence[Piece], furniture: Furniture
) -> Iterator[tuple[Piece, Piece]]:
    """Yield each line with the one on which its text goes on."""
    for is_footnote in (False, True):
        flow = [
            one for one in pieces if (one.line in furniture.footnotes) is is_footnote
        ]
        yield from pairwise(flow)
