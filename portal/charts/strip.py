"""A report's paragraphs as squares under their sessions: where each stands in the picture."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.charts.labels import cut

# A small screen shows 0.8 of a unit as a pixel, and a finger wants 24 of these.
WIDTH = 360
SIDE = 30
PER_ROW = WIDTH // SIDE
SPACE = 6


@dataclass(frozen=True)
class Said:
    """A paragraph: where it is, what it is called, and whose words it gives."""

    link: str
    title: str
    name: str
    who: str
    voice: str


@dataclass(frozen=True)
class Heading:
    title: str
    link: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Square:
    said: Said
    x: int
    y: int


@dataclass(frozen=True)
class Part:
    """A session: its label, and under it its squares."""

    heading: Heading
    label: str
    y: int
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Strip:
    parts: tuple[Part, ...]
    height: int
    width: int = WIDTH
    side: int = SIDE


def strip(headings: Iterable[Heading]) -> Strip:
    parts, top = [], 0
    for heading in headings:
        parts.append(part(heading, top))
        rows = -(-len(heading.said) // PER_ROW)
        top += SIDE * (1 + rows) + SPACE
    return Strip(tuple(parts), height=top)


def part(heading: Heading, top: int) -> Part:
    squares = (
        Square(said, x=place % PER_ROW * SIDE, y=top + SIDE * (1 + place // PER_ROW))
        for place, said in enumerate(heading.said)
    )
    return Part(heading, cut(heading.title, WIDTH), top, tuple(squares))
