"""Turn the points of a list into recommendations with reference, level and parent."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from string import ascii_lowercase, ascii_uppercase

from portal.parsing import blocks, headings
from portal.parsing.blocks import Block, Discard
from portal.parsing.labels import label_number
from portal.parsing.line_types import LineType, number_of
from portal.parsing.parsed_report import Part, Recommendation
from portal.parsing.source import Source, subtract_spans, text_of_spans

ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)
LABELS = {
    LineType.NUMBERED: "number of a point",
    LineType.LETTERED: "letter of a point",
}
MAX_DEPTH = 4  # levels of points; a longer reference would exceed its database column


@dataclass
class OpenPoint:
    """A point that may get children, and the marker of its siblings."""

    indent: int
    marker: str
    recommendation: Recommendation
    children: list[Recommendation] = field(default_factory=list)


@dataclass
class PointList:
    """A list of recommendations while its points are read.

    It may continue below a later paragraph, if a remark stands between its points.
    """

    # The anchor of the paragraph above the points; empty below a heading.
    paragraph: str
    is_below_heading: bool = False
    # Begins the references of points without a decimal number of their own.
    prefix: str = ""
    level: str = ""
    letter: str = ""
    level_count: int = 0
    headline_count: int = 0
    # Possible parents of the next point, outermost first.
    open_points: list[OpenPoint] = field(default_factory=list)
    # Of the last point.
    last_text: str = ""
    # Whether the last point was nested deeper than MAX_DEPTH.
    was_too_deep: bool = False

    def start_level(self, block: Block) -> None:
        """Start a level; without a printed letter, levels are lettered from A."""
        letter = block.label.rstrip(".)").upper()
        self.letter = letter or ascii_uppercase[self.level_count % 26]
        self.level = headings.level_of(block.text.removeprefix(block.label))
        self.level_count += 1
        self.headline_count = 0
        self.open_points = []

    def move_below(self, paragraph: str) -> None:
        """Continue below a later paragraph: points above it cannot be parents of those below."""
        self.prefix = self.prefix or paragraph.removeprefix("p")
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.open_points = []

    def add_point(self, block: Block) -> Recommendation:
        """Return the recommendation for a point, and open it for children."""
        self.close_points(block)
        self.last_text = block.text
        recommendation = Recommendation(
            reference="",
            text=block.text,
            spans=block.spans,
            level=self.level,
            paragraph=self.paragraph,
        )
        if self.open_points:
            parent = self.open_points[-1]
            parent.children.append(recommendation)
            recommendation.parent = parent.recommendation.reference
            label = self.child_label(len(parent.children))
            recommendation.reference = f"{parent.recommendation.reference}.{label}"
        else:
            self.headline_count += 1
            recommendation.reference = self.headline_reference(block)
        if decimal_stem(block.label):
            recommendation.reference = label_number(block.label)
        self.open_points.append(OpenPoint(self.indent_of(block), block.marker, recommendation))
        return recommendation

    def close_points(self, block: Block) -> None:
        """Close the open points that cannot be the parent of the next block."""
        indent = self.indent_of(block)
        if stem := decimal_stem(block.label):
            while self.open_points and self.open_points[-1].recommendation.reference != stem:
                self.open_points.pop()
        elif sibling_index := self.sibling_index(indent, block.marker):
            del self.open_points[sibling_index - 1 :]
        else:
            while self.open_points and self.open_points[-1].indent > indent:
                self.open_points.pop()
        self.was_too_deep = len(self.open_points) >= MAX_DEPTH
        del self.open_points[MAX_DEPTH - 1 :]

    def sibling_index(self, indent: int, marker: str) -> int:
        """Return the position, from 1, of the open point that is a sibling; 0 for none."""
        markers = [(point.indent, point.marker) for point in self.open_points]
        return markers.index((indent, marker)) + 1 if (indent, marker) in markers else 0

    def indent_of(self, block: Block) -> int:
        # Children of a numbered point may have no indent.
        return -1 if block.line_type is LineType.NUMBERED else block.indent

    def headline_reference(self, block: Block) -> str:
        """Return the printed number after the list's prefix, or the count of points."""
        if block.line_type is LineType.NUMBERED:
            self.headline_count = number_of(block.label)
        parts = (self.prefix, self.letter, str(self.headline_count))
        return ".".join(part for part in parts if part)

    def child_label(self, number: int) -> str:
        """Return a child's label: a, b, c below a headline, i, ii, iii below that, else numbers."""
        labels = ascii_lowercase if len(self.open_points) == 1 else ROMAN
        return labels[number - 1] if number <= len(labels) else str(number)


def decimal_stem(label: str) -> str:
    """Return a decimal label without its last number: 118 for 118.1."""
    return label.strip("().").rpartition(".")[0]


def label_discards(block: Block, start: int) -> list[Discard]:
    if not block.label:
        return []
    return [Discard((start, start + len(block.label)), LABELS[block.line_type])]


def strip_point_label(source: Source, block: Block) -> tuple[Block, list[Discard]]:
    """Return a numbered block without its label, and the discards that this makes."""
    start = block.spans[0][0]
    discards = [
        *label_discards(block, start),
        *blocks.list_separators(source, block.spans[-1]),
    ]
    holes = [discard.span for discard in discards]
    spans = blocks.trim_spans(source, subtract_spans(block.spans, holes))
    text = text_of_spans(source.text, spans, holes)
    point = replace(block, spans=spans, text=text)
    return point, discards


def discard_parts(source: Source, discards: Iterable[Discard]) -> list[Part]:
    return [
        Part("discard", source.text[slice(*discard.span)], [discard.span], discard.reason)
        for discard in discards
    ]
