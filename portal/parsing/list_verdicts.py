"""How the importer reads a list, and the notes about items that are not recommendations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.parsing.blocks import Block
from portal.parsing.line_types import LineType
from portal.parsing.point_list import PointList
from portal.parsing.source import Note, Span

# Code, and the reason for one item and for several.
POINT_OF_SPEAKER = (
    "points-of-a-speaker",
    "it reports what one or some of the participants said",
    "they report what one or some of the participants said",
)
POINT_NOT_RECOMMENDED = (
    "point-not-asked-for",
    "nothing above it says that it is a recommendation",
    "nothing above them says that they are recommendations",
)


@dataclass(frozen=True)
class Verdict:
    """What a list holds: recommendations, or the points of someone else."""

    points: PointList | None
    is_partial: bool
    is_lead_in: bool

    @property
    def reason(self) -> tuple[str, str, str]:
        """Return why an item is not a recommendation."""
        return POINT_OF_SPEAKER if self.is_partial else POINT_NOT_RECOMMENDED


@dataclass
class ItemRun:
    """Items of one list that were read as paragraphs, for one reason."""

    reason: tuple[str, str, str]
    shape: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_numbered(self) -> bool:
        """Return whether the items are numbered, as paragraphs are: that alone needs no note."""
        return self.blocks[0].line_type is LineType.NUMBERED

    @property
    def span(self) -> Span:
        return self.blocks[0].spans[0][0], self.blocks[-1].spans[-1][1]

    def to_note(self, *, is_like_recommendations: bool) -> Note:
        code, why_one, why_several = self.reason
        count = len(self.blocks)
        like = " like the recommendations above" if is_like_recommendations else ""
        if count == 1:
            return Note(code, f"A list item{like} was read as a paragraph: {why_one}.", self.span)
        text = f"{count} list items{like} were read as paragraphs: {why_several}."
        return Note(code, text, self.span)


@dataclass
class ItemsLeft:
    """The items of lists that were read as paragraphs, one run for each list and reason."""

    runs: dict[object, ItemRun] = field(default_factory=dict)
    # The shapes of the labels of recommendations: “1.1” for all decimals of two numbers.
    shapes: set[str] = field(default_factory=set)

    def add_recommendation(self, block: Block) -> None:
        self.shapes.add(shape_of(block))

    def add(self, block: Block, block_list: object, reason: tuple[str, str, str]) -> None:
        shape = shape_of(block)
        run = self.runs.setdefault((id(block_list), reason[0]), ItemRun(reason, shape))
        run.blocks.append(block)

    def notes(self) -> Iterator[Note]:
        for run in self.runs.values():
            is_like = bool(run.shape) and run.shape in self.shapes
            if is_like or not run.is_numbered:
                yield run.to_note(is_like_recommendations=is_like)


def shape_of(block: Block) -> str:
    """Return the label with 1 for each number; empty for bullets, which are all alike."""
    return re.sub(r"\d+", "1", block.label)
