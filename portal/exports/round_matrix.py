"""What became of the recommendations of a round, by recommendation and side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import formats
from django.utils.translation import gettext

from portal.exports import follow_up_json
from portal.exports.joined_text import joined, shortened
from portal.exports.table import Table
from portal.follow_up.contradictions import Contradiction, find_contradictions
from recommendations.follow_up import FollowUpQuerySet
from recommendations.models import FollowUp, Recommendation, Round, Side
from reports.trees import OrganizationTree

# A cell with more answers begins with a summary.
MAX_LISTED = 3
STATUSES = dict(FollowUp.Status.choices)


@dataclass(frozen=True)
class Cell:
    """What the bodies of one side say of one recommendation."""

    records: list[FollowUp]

    @property
    def is_long(self) -> bool:
        return len(self.records) > MAX_LISTED

    @property
    def overview(self) -> list[tuple[int, str, str]]:
        """Return (number, status, label) of each stated status, then of records without one."""
        numbers = Counter(record.status for record in self.records)
        labels = {**STATUSES, "": gettext("No status")}
        return [
            (numbers[status], status, str(label))
            for status, label in labels.items()
            if numbers[status]
        ]


@dataclass(frozen=True)
class Row:
    """A recommendation with a cell for each side of the matrix."""

    recommendation: Recommendation
    cells: list[Cell]
    contradictions: list[Contradiction]


@dataclass(frozen=True)
class Matrix:
    """The records of each recommendation and side; `sides` are the sides that have records."""

    sides: list[tuple[str, str]]
    rows: list[Row]

    @cached_property
    def is_of_one_body(self) -> bool:
        """Whether all records are those of one body, so that its name need not be repeated."""
        bodies = {
            record.submission.organization_id
            for row in self.rows
            for cell in row.cells
            for record in cell.records
        }
        return len(bodies) == 1


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
    recommendations: Sequence[Recommendation],
    records: FollowUpQuerySet,
    day: date,
    country: str = "",
) -> Matrix:
    """Return the matrix of the records of a round, of all or of one country.

    A record's `is_overdue` depends on the day and the answers of this round; later rounds do
    not change that. Contradictions are found in all records, even if the matrix shows one country.
    """
    bodies = OrganizationTree().speaking_for([country]) if country else None
    sides = sides_of(
        records.filter(submission__organization__slug__in=bodies) if country else records
    )
    about = list(records.filter(recommendation__in=[one.pk for one in recommendations]))
    cells: dict[tuple[int, str], list[FollowUp]] = defaultdict(list)
    for record in about:
        if bodies is None or record.submission.organization.slug in bodies:
            record.is_overdue = follow_up_json.is_overdue(record, day)
            cells[record.recommendation_id, record.submission.side].append(record)
    for own in cells.values():
        own.sort(key=follow_up_json.listing_order)
    contradictions = contradictions_by_recommendation(about, country)
    return Matrix(
        sides,
        [
            Row(
                recommendation,
                [Cell(cells[recommendation.pk, side]) for side, _label in sides],
                contradictions[recommendation.pk],
            )
            for recommendation in recommendations
        ],
    )


def contradictions_by_recommendation(
    records: Iterable[FollowUp], country: str
) -> dict[int, list[Contradiction]]:
    found: dict[int, list[Contradiction]] = defaultdict(list)
    for one in find_contradictions(records):
        if not country or one.country == country:
            found[one.recommendation].append(one)
    return found


def overdue_keys(recommendations: Iterable[Recommendation], day: date) -> set[int]:
    """Return the keys of overdue records, without those that a newer record replaces."""
    latest = FollowUp.objects.published().latest().overdue(day)
    keys = [one.pk for one in recommendations]
    return set(latest.filter(recommendation__in=keys).values_list("pk", flat=True))


def table_of(matrix: Matrix) -> Table:
    sides = [label for _side, label in matrix.sides]
    headings = ("report", "recommendation", "text", *sides, "they do not agree")
    rows = (
        [
            row.recommendation.report.title,
            row.recommendation.number,
            row.recommendation.text,
            *(cell_in_words(cell.records) for cell in row.cells),
            "\n".join(contradiction_in_words(one) for one in row.contradictions),
        ]
        for row in matrix.rows
    )
    return Table(headings, rows)


def contradiction_in_words(contradiction: Contradiction) -> str:
    stated = (f"{one.side}: {', '.join(one.statuses)}" for one in contradiction.statements)
    return f"{contradiction.name} – {'; '.join(stated)}"


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
    """Return what a body says.

    As on the page, the text about what was done replaces a missing status and response.
    """
    says_neither = not record.status and not record.response
    said = [shortened(record.text) if says_neither else "", *stated_values(record)]
    return f"{record.submission.organization}: {', '.join(filter(None, said))}"
