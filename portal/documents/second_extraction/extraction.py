"""What a second extraction yields."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chunk:
    """Text that a PDF draws at one place: its offset in the page's text, and the place in points.

    `right` is how far the text reaches at least.
    """

    offset: int
    left: float
    right: float
    y: float


@dataclass(frozen=True)
class Extraction:
    """The texts of the pages, or one text; for a PDF, also where on each page its text is drawn."""

    pages: tuple[str, ...]
    chunks: tuple[tuple[Chunk, ...], ...] = ()
