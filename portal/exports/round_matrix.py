"""What came of the recommendations of a round, by recommendation and side, for page, table and briefing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext

from portal.exports import follow_up_json
from portal.exports.joined_text import joined, shortened
from portal.exports.table import Table
from recommendations.follow_up import FollowUpQuerySet
from recommendations.models import FollowUp, Recommendation, Round, Side
from reports.trees import OrganizationTree


@dataclass(frozen=True)
class Matrix:
    """The records of each row and side; `sides` are those of which the round has records."""

    sides: list[tuple[str, str]]
    rows: list[tuple[Recommendation, list[list[FollowUp]]]]


def recommendations_of(round_: Round) -> Any:
    """Return the public recommendations that a round asks about, in the order of their reports."""
    recommendations = Recommendation.objects.published().filter(report__rounds=round_)
    return recommendations.select_related("report").in_document_order()


def records_of(round_: Round, country: str = "") -> FollowUpQuerySet:
    """Return the current records of a round, or those of the State and bodies of a country."""
    records = follow_up_json.records().filter(submission__round=round_).current()
    if not country:
        return records
    bodies = OrganizationTree().speaking_for([country])
    return records.filter(submission__organization__slug__in=bodies)


def sides_of(records: FollowUpQuerySet) -> list[tuple[str, str]]:
    """Return (side, label) of the sides that have records, in their order."""
    present = set(records.order_by().values_list("submission__side", flat=True).distinct())
    return [(side, str(label)) for side, label in Side.choices if side in present]


def matrix_of(
    recommendations: Sequence[Recommendation], records: FollowUpQuerySet, day: date
) -> Matrix:
    """Return the matrix; each record says whether it `is_overdue` on the day."""
    sides = sides_of(records)
    overdue = overdue_keys(recommendations, day)
    cells: dict[tuple[int, str], list[FollowUp]] = defaultdict(list)
    for record in records.filter(recommendation__in=[one.pk for one in recommendations]):
        record.is_overdue = record.pk in overdue
        cells[record.recommendation_id, record.submission.side].append(record)
    for own in cells.values():
        own.sort(key=follow_up_json.listing_order)
    rows = [
        (recommendation, [cells[recommendation.pk, side] for side, _label in sides])
        for recommendation in recommendations
    ]
    return Matrix(sides, rows)


def overdue_keys(recommendations: Iterable[Recommendation], day: date) -> set[int]:
    """Return the keys of records whose bodies have not said since that they finished."""
    latest = FollowUp.objects.published().latest().overdue(day)
    keys = [one.pk for one in recommendations]
    return set(latest.filter(recommendation__in=keys).values_list("pk", flat=True))


def table_of(matrix: Matrix) -> Table:
    headings = ("report", "recommendation", "text", *(label for _side, label in matrix.sides))
    rows = (
        [
            recommendation.report.title,
            recommendation.number,
            recommendation.text,
            *map(cell_in_words, cells),
        ]
        for recommendation, cells in matrix.rows
    )
    return Table(headings, rows)


def cell_in_words(records: Sequence[FollowUp]) -> str:
    return joined(
        [entry_in_words(record) for record in records], "\n", gettext("… and %(number)s more")
    )


def stated_values(record: FollowUp) -> list[str]:
    """Return status, response and due day in the words of the page, without what is not stated."""
    due = record.due_on and gettext("due %(day)s") % {"day": formats.date_format(record.due_on)}
    stated = [
        record.get_status_display(),
        record.get_response_display(),
        due,
        gettext("Overdue") if record.is_overdue else "",
    ]
    return [str(one) for one in stated if one]


def entry_in_words(record: FollowUp) -> str:
    said = ", ".join(stated_values(record)) or shortened(record.text)
    return f"{record.submission.organization}: {said}"
