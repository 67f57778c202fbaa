"""From the points of a list to recommendations: reference, level, and what stands under what."""

import re
from dataclasses import dataclass, field, replace
from string import ascii_lowercase, ascii_uppercase

from portal.importing import blocks, headings, voices
from portal.importing.blocks import Block, Discard
from portal.importing.marks import Begins, number_of
from portal.importing.parsed import Paragraph, Recommendation
from portal.importing.source import Source, printed, without

ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)
LABELS = {Begins.NUMBERED: "number of a point", Begins.LETTERED: "letter of a point"}
# Who recommends stands in brackets behind a recommendation.
ISSUED = re.compile(r"\([A-Z][^()]*(?:\([^()]*\))?\)[;.]?$")
DEEPEST = 4  # levels of points; a reference of more would outgrow its column


@dataclass
class OpenPoint:
    """A point under which others may stand, and the sign that those beside it bear."""

    indent: int
    mark: str
    made: Recommendation
    below: list[Recommendation] = field(default_factory=list)


@dataclass
class Asking:
    """What is being asked for while the points under one paragraph are read."""

    paragraph: Paragraph
    # The words of one or some, or an annex: nothing that all ask for.
    is_of_some: bool
    level: str = ""
    letter: str = ""
    groups: int = 0
    headline: int = 0
    # The points that the next may stand under, the outermost first.
    open_points: list[OpenPoint] = field(default_factory=list)

    # The number that the next numbered point bears, 0 where none is awaited.
    next_number: int = field(init=False)
    asks: bool = field(init=False)
    # Whether the last point was nested deeper than references reach.
    was_too_deep: bool = False

    def __post_init__(self) -> None:
        self.asks = voices.asks(self.paragraph.text)
        self.next_number = int(self.asks)

    @property
    def expects_points(self) -> bool:
        """Say whether a point here asks for something: a level or a lead-in said so."""
        return not self.is_of_some and bool(self.groups or self.asks)

    def expects_number(self, label: str) -> bool:
        """Say whether a number here is that of a point: 1 right under a level, or the next."""
        return (
            self.expects_points
            and not decimal_stem(label)
            and self.next_number == number_of(label)
        )

    def continues_paragraphs(self, label: str) -> bool:
        """Say whether a number may as well be that of the next paragraph."""
        return number_of(label) == number_of(self.paragraph.number or "0") + 1

    def begin_level(self, block: Block) -> None:
        """Take the level heading over; without a printed letter it counts on from A."""
        letter = block.label.rstrip(".)").upper()
        self.letter = letter or ascii_uppercase[self.groups % 26]
        self.level = headings.level_of(block.text.removeprefix(block.label))
        self.groups += 1
        self.headline = 0
        self.next_number = 1
        self.open_points = []

    def is_numbered_under(self, block: Block) -> bool:
        """Say whether a decimal number is that of a point here: 118.1 under paragraph 118."""
        stem = decimal_stem(block.label)
        if not stem or self.is_of_some:
            return False
        parents = {
            self.paragraph.number,
            *(one.made.reference for one in self.open_points),
        }
        return stem in parents and (
            self.expects_points
            or self.speaks_of_recommending
            # “The following did not enjoy support: 63.1 Abolish … (Sweden)”
            or (self.paragraph.text.endswith(":") and bool(ISSUED.search(block.text)))
        )

    @property
    def speaks_of_recommending(self) -> bool:
        return "recommend" in self.paragraph.text.casefold()

    def point(self, block: Block) -> Recommendation:
        """Return the recommendation that a point of the list makes."""
        self.close_points(block)
        made = Recommendation(
            reference="",
            text=block.text,
            spans=block.spans,
            level=self.level,
            paragraph=self.paragraph.anchor,
        )
        if self.open_points:
            above = self.open_points[-1]
            above.below.append(made)
            made.parent = above.made.reference
            below = self.place_below(len(above.below))
            made.reference = f"{above.made.reference}.{below}"
        else:
            self.headline += 1
            made.reference = self.headline_reference()
        if self.is_numbered_under(block):
            made.reference = block.label.strip("().")
        self.open_points.append(OpenPoint(self.indent_of(block), block.mark, made))
        return made

    def close_points(self, block: Block) -> None:
        """Leave open only the points that the next stands under."""
        indent = self.indent_of(block)
        if stem := decimal_stem(block.label):
            while self.open_points and self.open_points[-1].made.reference != stem:
                self.open_points.pop()
        elif beside := self.beside(indent, block.mark):
            del self.open_points[beside - 1 :]
        else:
            while self.open_points and self.open_points[-1].indent > indent:
                self.open_points.pop()
        if block.begins is Begins.NUMBERED and not decimal_stem(block.label):
            self.next_number += 1
        elif not self.open_points:
            self.next_number = 0
        self.was_too_deep = len(self.open_points) >= DEEPEST
        del self.open_points[DEEPEST - 1 :]

    def beside(self, indent: int, mark: str) -> int:
        """Return which open point, counted from 1, the next stands beside; 0 for none."""
        signs = [(one.indent, one.mark) for one in self.open_points]
        return signs.index((indent, mark)) + 1 if (indent, mark) in signs else 0

    def indent_of(self, block: Block) -> int:
        # What stands below a numbered point may have no indent of its own.
        return -1 if block.begins is Begins.NUMBERED else block.indent

    def headline_reference(self) -> str:
        place = self.paragraph.anchor.removeprefix("p")
        return ".".join(
            part for part in (place, self.letter, str(self.headline)) if part
        )

    def place_below(self, number: int) -> str:
        """Return a, b, c under a headline, i, ii, iii under that, numbers where they end."""
        marks = ascii_lowercase if len(self.open_points) == 1 else ROMAN
        return marks[number - 1] if number <= len(marks) else str(number)


def decimal_stem(label: str) -> str:
    """Return what stands before the last number of a decimal one: 118 of 118.1."""
    return label.strip("().").rpartition(".")[0]


def without_label(source: Source, block: Block) -> tuple[Block, list[Discard]]:
    """Return a numbered block as a point of a list, and what is no word of it then."""
    start = block.spans[0][0]
    discards = [
        Discard((start, start + len(block.label)), LABELS[block.begins]),
        *blocks.list_noise(source, block.spans[-1]),
    ]
    holes = [one.span for one in discards]
    spans = blocks.trimmed(source, without(block.spans, holes))
    text = printed(source.text, spans, holes)
    point = replace(block, spans=spans, text=text)
    return point, discards
