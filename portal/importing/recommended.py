"""From the points of a list to recommendations: reference, level, and what stands under what."""

from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from portal.importing import blocks, headings, voices
from portal.importing.blocks import Block, Discard
from portal.importing.marks import Begins
from portal.importing.parsed import Paragraph, Recommendation
from portal.importing.source import Source, printed, without

ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)
DEEPEST = 4  # levels of points; a reference of more would outgrow its column


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
    # The points that the next may stand under: (indent, recommendation, points below).
    open_points: list[tuple[int, Recommendation, list[Recommendation]]] = field(
        default_factory=list
    )

    # The number that the next numbered point bears, 0 where none is awaited.
    next_number: int = 0
    asks: bool = field(init=False)
    # Whether the last point was nested deeper than references reach.
    was_too_deep: bool = False

    def __post_init__(self) -> None:
        self.asks = voices.asks(self.paragraph.text)

    @property
    def expects_points(self) -> bool:
        """Say whether a point here asks for something: a level or a lead-in said so."""
        return not self.is_of_some and bool(self.groups or self.asks)

    def expects_number(self, label: str) -> bool:
        """Say whether a number here is that of a point: 1 right under a level, or the next."""
        return self.expects_points and self.next_number == number_of(label)

    def continues_paragraphs(self, label: str) -> bool:
        """Say whether a number may as well be that of the next paragraph."""
        return number_of(label) == number_of(self.paragraph.label or "0") + 1

    def begin_level(self, block: Block) -> None:
        """Take the level heading over; without a printed letter it counts on from A."""
        letter = block.label.rstrip(".)").upper()
        self.letter = letter or ascii_uppercase[self.groups % 26]
        self.level = headings.level_of(block.text.removeprefix(block.label))
        self.groups += 1
        self.headline = 0
        self.next_number = 1
        self.open_points = []

    def point(self, block: Block) -> Recommendation:
        """Return the recommendation that a point of the list makes."""
        # What stands below a numbered point may have no indent of its own.
        indent = -1 if block.begins is Begins.NUMBERED else block.indent
        while self.open_points and self.open_points[-1][0] >= indent:
            self.open_points.pop()
        if block.begins is Begins.NUMBERED:
            self.next_number += 1
        elif not self.open_points:
            self.next_number = 0
        self.open_points, too_deep = (
            self.open_points[: DEEPEST - 1],
            self.open_points[DEEPEST - 1 :],
        )
        self.was_too_deep = bool(too_deep)
        made = Recommendation(
            reference="",
            text=block.text,
            spans=block.spans,
            level=self.level,
            paragraph=self.paragraph.anchor,
        )
        if self.open_points:
            _, parent, below = self.open_points[-1]
            below.append(made)
            made.parent = parent.reference
            made.reference = f"{parent.reference}.{self.place_below(len(below))}"
        else:
            self.headline += 1
            made.reference = self.headline_reference()
        self.open_points.append((indent, made, []))
        return made

    def headline_reference(self) -> str:
        place = self.paragraph.anchor.removeprefix("p")
        return ".".join(
            part for part in (place, self.letter, str(self.headline)) if part
        )

    def place_below(self, number: int) -> str:
        """Return a, b, c under a headline, i, ii, iii under that, numbers where they end."""
        marks = ascii_lowercase if len(self.open_points) == 1 else ROMAN
        return marks[number - 1] if number <= len(marks) else str(number)


def number_of(label: str) -> int:
    return int(label.rstrip(".)"))


def without_label(source: Source, block: Block) -> tuple[Block, list[Discard]]:
    """Return a numbered block as a point of a list, and what is no word of it then."""
    start = block.spans[0][0]
    discards = [
        Discard((start, start + len(block.label)), "number of a point"),
        *blocks.list_noise(source, block.spans[-1]),
    ]
    holes = [one.span for one in discards]
    spans = blocks.trimmed(source, without(block.spans, holes))
    text = printed(source.text, spans, holes)
    return Block(block.begins, spans, block.label, text=text), discards
