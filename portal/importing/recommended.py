"""From the points of a list to recommendations: reference, level, and what stands under what."""

import re
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from portal.importing import headings
from portal.importing.blocks import Block
from portal.importing.parsed import Paragraph, Recommendation

LEAD_IN = re.compile(
    r"\b(?:recommend\w*|key points|way forward|should|agreed|urged|proposed|suggest\w*|"
    r"called (?:for|on|upon)|measures|actions?)\b[^.]*:\s*$",
    re.IGNORECASE,
)
ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)


@dataclass
class Asking:
    """What is being asked for while the points under one paragraph are read."""

    paragraph: Paragraph
    level: str = ""
    letter: str = ""
    groups: int = 0
    headline: int = 0
    # The points that the next may stand under: (indent, recommendation, points below).
    open_points: list[tuple[int, Recommendation, list[Recommendation]]] = field(
        default_factory=list
    )

    @property
    def expects_points(self) -> bool:
        """Say whether a point here asks for something: a level or a lead-in said so."""
        return bool(self.groups or LEAD_IN.search(self.paragraph.text))

    def begin_level(self, block: Block) -> None:
        """Take the level heading over; without a printed letter it counts on from A."""
        letter = block.label.rstrip(".)").upper()
        self.letter = letter or ascii_uppercase[self.groups % 26]
        self.level = headings.level_of(block.text.removeprefix(block.label))
        self.groups += 1
        self.headline = 0
        self.open_points = []

    def point(self, block: Block) -> Recommendation:
        """Return the recommendation that a point of the list makes."""
        while self.open_points and self.open_points[-1][0] >= block.indent:
            self.open_points.pop()
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
        self.open_points.append((block.indent, made, []))
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
