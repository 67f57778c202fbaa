"""Turn the points of a list into recommendations with reference, level and parent."""

import re
from dataclasses import dataclass, field, replace
from string import ascii_lowercase, ascii_uppercase

from portal.parsing import blocks, headings, voice_classifier
from portal.parsing.blocks import Block, Discard
from portal.parsing.line_types import LineType, number_of
from portal.parsing.parsed_report import Paragraph, Recommendation
from portal.parsing.source import Source, subtract_spans, text_of_spans

ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)
LABELS = {
    LineType.NUMBERED: "number of a point",
    LineType.LETTERED: "letter of a point",
}
# The issuers in brackets at the end of a recommendation.
ISSUER_SUFFIX = re.compile(r"\([A-Z][^()]*(?:\([^()]*\))?\)[;.]?$")
MAX_DEPTH = 4  # levels of points; a longer reference would exceed its database column


@dataclass
class OpenPoint:
    """A point that may get children, and the marker of its siblings."""

    indent: int
    marker: str
    recommendation: Recommendation
    children: list[Recommendation] = field(default_factory=list)


@dataclass
class RecommendationContext:
    """The state while the points below one paragraph are read."""

    paragraph: Paragraph
    # A statement of some participants, or an annex: its points are no recommendations.
    is_partial: bool
    level: str = ""
    letter: str = ""
    level_count: int = 0
    headline_count: int = 0
    # Possible parents of the next point, outermost first.
    open_points: list[OpenPoint] = field(default_factory=list)

    # The number expected for the next numbered point; 0 if none is expected.
    next_number: int = field(init=False)
    is_lead_in: bool = field(init=False)
    # Whether the last point was nested deeper than MAX_DEPTH.
    was_too_deep: bool = False

    def __post_init__(self) -> None:
        self.is_lead_in = voice_classifier.is_lead_in(self.paragraph.text)
        self.next_number = int(self.is_lead_in)

    @property
    def expects_points(self) -> bool:
        """Return whether points are recommendations here: below a level heading or a lead-in."""
        return not self.is_partial and bool(self.level_count or self.is_lead_in)

    def expects_number(self, label: str) -> bool:
        """Return whether a number can be a point's: 1 directly below a level, or the next one."""
        return (
            self.expects_points and not decimal_stem(label) and self.next_number == number_of(label)
        )

    def continues_paragraphs(self, label: str) -> bool:
        """Return whether the number may also be that of the next paragraph."""
        return number_of(label) == number_of(self.paragraph.number or "0") + 1

    def start_level(self, block: Block) -> None:
        """Start a level; without a printed letter, levels are lettered from A."""
        letter = block.label.rstrip(".)").upper()
        self.letter = letter or ascii_uppercase[self.level_count % 26]
        self.level = headings.level_of(block.text.removeprefix(block.label))
        self.level_count += 1
        self.headline_count = 0
        self.next_number = 1
        self.open_points = []

    def is_numbered_under(self, block: Block) -> bool:
        """Return whether a decimal number is that of a point: 118.1 below paragraph 118."""
        stem = decimal_stem(block.label)
        if not stem or self.is_partial:
            return False
        parents = {
            self.paragraph.number,
            *(point.recommendation.reference for point in self.open_points),
        }
        return stem in parents and (
            self.expects_points
            or self.mentions_recommending
            # “The following did not enjoy support: 63.1 Abolish … (Sweden)”
            or (self.paragraph.text.endswith(":") and bool(ISSUER_SUFFIX.search(block.text)))
        )

    @property
    def mentions_recommending(self) -> bool:
        return "recommend" in self.paragraph.text.casefold()

    def add_point(self, block: Block) -> Recommendation:
        """Return the recommendation for a point, and open it for children."""
        self.close_points(block)
        recommendation = Recommendation(
            reference="",
            text=block.text,
            spans=block.spans,
            level=self.level,
            paragraph=self.paragraph.anchor,
        )
        if self.open_points:
            parent = self.open_points[-1]
            parent.children.append(recommendation)
            recommendation.parent = parent.recommendation.reference
            label = self.child_label(len(parent.children))
            recommendation.reference = f"{parent.recommendation.reference}.{label}"
        else:
            self.headline_count += 1
            recommendation.reference = self.headline_reference()
        if self.is_numbered_under(block):
            recommendation.reference = block.label.strip("().")
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
        if block.line_type is LineType.NUMBERED and not decimal_stem(block.label):
            self.next_number += 1
        elif not self.open_points:
            self.next_number = 0
        self.was_too_deep = len(self.open_points) >= MAX_DEPTH
        del self.open_points[MAX_DEPTH - 1 :]

    def sibling_index(self, indent: int, marker: str) -> int:
        """Return the position, from 1, of the open point that is a sibling; 0 for none."""
        markers = [(point.indent, point.marker) for point in self.open_points]
        return markers.index((indent, marker)) + 1 if (indent, marker) in markers else 0

    def indent_of(self, block: Block) -> int:
        # Children of a numbered point may have no indent.
        return -1 if block.line_type is LineType.NUMBERED else block.indent

    def headline_reference(self) -> str:
        prefix = self.paragraph.anchor.removeprefix("p")
        return ".".join(part for part in (prefix, self.letter, str(self.headline_count)) if part)

    def child_label(self, number: int) -> str:
        """Return a child's label: a, b, c below a headline, i, ii, iii below that, else numbers."""
        labels = ascii_lowercase if len(self.open_points) == 1 else ROMAN
        return labels[number - 1] if number <= len(labels) else str(number)


def decimal_stem(label: str) -> str:
    """Return a decimal label without its last number: 118 for 118.1."""
    return label.strip("().").rpartition(".")[0]


def strip_point_label(source: Source, block: Block) -> tuple[Block, list[Discard]]:
    """Return a numbered block without its label, and the discards that this makes."""
    start = block.spans[0][0]
    discards = [
        Discard((start, start + len(block.label)), LABELS[block.line_type]),
        *blocks.list_separators(source, block.spans[-1]),
    ]
    holes = [discard.span for discard in discards]
    spans = blocks.trim_spans(source, subtract_spans(block.spans, holes))
    text = text_of_spans(source.text, spans, holes)
    point = replace(block, spans=spans, text=text)
    return point, discards
