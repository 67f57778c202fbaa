"""The footnotes of a report, with the items that refer to them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session, SourcePart
from reports.models.formatted_text import FOOTNOTE_LINK, FormattedText

MARK = re.compile(rf'{FOOTNOTE_LINK}footnote-(\d+)"')


@dataclass
class Footnote:
    part: SourcePart
    references: list["Reference"] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    """An item of the report with the mark of a footnote, by its anchor and name."""

    anchor: str
    name: str


def footnotes_of(report: Report, sessions: Iterable[Session]) -> list[Footnote]:
    """Return the footnotes in order, with their references from the prefetched sessions."""
    parts = report.parts.filter(kind=SourcePart.Kind.FOOTNOTE).order_by("pk")
    footnotes = [Footnote(part) for part in parts]
    for item in items_of(sessions) if footnotes else ():
        for number in map(int, MARK.findall(item.text_html)):
            if number <= len(footnotes):
                footnotes[number - 1].references.append(reference_to(item))
    return footnotes


def items_of(sessions: Iterable[Session]) -> Iterator[FormattedText]:
    for session in sessions:
        for paragraph in session.paragraphs.all():
            yield paragraph
            for recommendation in paragraph.headlines:
                yield from with_points(recommendation)


def with_points(recommendation: Recommendation) -> Iterator[Recommendation]:
    yield recommendation
    for point in recommendation.points.all():
        yield from with_points(point)


def reference_to(item: FormattedText) -> Reference:
    if isinstance(item, Paragraph):
        return Reference(item.anchor, item.display_name)
    return Reference(f"r-{item.reference}", item.number)
