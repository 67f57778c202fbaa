"""The part of a document in which lists hold recommendations, across the subheadings in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.parsing import recommending
from portal.parsing.parsed_report import Paragraph

MIN_LEAD_IN = 2.5
# Parts of a section that list something else.
OTHER_PART = re.compile(
    r"(?:(?:related|further|useful|additional)\s+)?(?:links|references|resources|materials?|recordings|documents|reading|"
    r"contacts?|background|participants|acknowledge?ments?|programme|agenda|sources)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NewHeading:
    """A heading that begins a section."""

    text: str
    # 0 if nothing shows it.
    rank: int
    # Whether its words name a part of a report.
    is_known: bool


@dataclass(frozen=True)
class RecommendationScope:
    """A section of recommendations that is divided by subheadings."""

    heading: str
    rank: int = 0
    # The paragraph that announces the points.
    lead_in: str = ""
    # Begins the references of its points.
    prefix: str = ""
    has_parts: bool = False

    def holds(self, heading: NewHeading) -> bool:
        """Return whether a heading may divide the section, by its words and its rank."""
        is_below = not (heading.rank and self.rank) or heading.rank > self.rank
        return is_below and not heading.is_known and not OTHER_PART.match(heading.text)

    def with_parts(self, above: Sequence[Paragraph]) -> "RecommendationScope | None":
        """Return the scope of the first part: right below the heading or what announces the points."""
        if not above:
            return replace(self, has_parts=True)
        if len(above) > 1 or recommending.lead_in_score(above[0].text) < MIN_LEAD_IN:
            return None
        prefix = above[0].anchor.removeprefix("p")
        return replace(self, lead_in=above[0].text, prefix=prefix, has_parts=True)


def scope_below(
    scope: RecommendationScope | None,
    heading: NewHeading,
    above: Sequence[Paragraph],
    *,
    has_points: bool,
) -> RecommendationScope | None:
    """Return the scope below a heading, or None. After a part without points, the scope ends.

    `above` are the paragraphs of the section above.
    """
    if recommending.HEADING.search(heading.text) and not recommending.DISAGREES.search(
        heading.text
    ):
        return RecommendationScope(heading.text, heading.rank)
    if scope is None or not scope.holds(heading):
        return None
    if scope.has_parts:
        return scope if has_points else None
    return None if has_points else scope.with_parts(above)
