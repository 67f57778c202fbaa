"""What the importer takes a list for, and the notes about lists that hold no recommendations."""

from dataclasses import dataclass

from portal.parsing.point_list import PointList

POINT_OF_SPEAKER = (
    "points-of-a-speaker",
    "A list item was read as a paragraph: it reports what one or some of the participants said.",
)
POINT_NOT_RECOMMENDED = (
    "point-not-asked-for",
    "A list item was read as a paragraph: nothing above it says that it is a recommendation.",
)


@dataclass(frozen=True)
class Verdict:
    """What a list holds: recommendations, or the points of someone else."""

    points: PointList | None
    is_partial: bool
    is_lead_in: bool
