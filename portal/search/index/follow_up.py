"""The index fields of follow-up: what the public records say of each recommendation."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from portal.search.follow_up_terms import RecordValues, path_of, terms_of
from portal.search.index import schema
from recommendations.follow_up import FINISHED
from recommendations.models import FollowUp

Fields = dict[str, list]


class Row(NamedTuple):
    """A public record as the database has it."""

    recommendation: int
    key: int
    submission: int
    body: int
    side: str
    round_key: int
    round_slug: str
    round_starts_on: date
    response: str
    status: str
    due_on: date | None

    @property
    def age(self) -> tuple:
        """A sort key, greater for a record of a later round, then for a later record."""
        return (self.round_starts_on, self.round_key, self.key)


# Facets that count the newest record of each body.
OF_LATEST = ("status", "response", "side")
COLUMNS = (
    *("recommendation_id", "pk", "submission_id"),
    *("submission__organization_id", "submission__side"),
    *("submission__round_id", "submission__round__slug", "submission__round__starts_on"),
    *("response", "status", "due_on"),
)


def follow_up_fields(report_keys: Collection[int]) -> dict[int, Fields]:
    """Return the fields of every recommendation of these reports with public records, by its key."""
    rows = FollowUp.objects.published().filter(recommendation__report__in=report_keys)
    by_recommendation: dict[int, list[Row]] = defaultdict(list)
    for columns in rows.order_by("pk").values_list(*COLUMNS):
        row = Row(*columns)
        by_recommendation[row.recommendation].append(row)
    return {key: fields_of(own) for key, own in by_recommendation.items()}


def fields_of(rows: list[Row]) -> Fields:
    records = current_records(rows)
    latest = [record for record in records if record.is_latest]
    due = [record.due_on for record in latest if record.due_on]
    due_of = first_days(record for record in latest if record.due_on)
    facets = {
        **{name: distinct(getattr(one, name) for one in latest) for name in OF_LATEST},
        "round": distinct(record.round for record in records),
    }
    sets = {schema.FOLLOW_UP_SETS[name]: as_set(values) for name, values in facets.items()}
    return {
        **facets,
        **sets,
        schema.FOLLOW_UP: distinct(
            term for record in records for term in terms_of(record, at_least=2)
        ),
        # Also of records that were corrected since.
        schema.SUBMISSION: sorted({str(row.submission) for row in rows}),
        schema.DUE: [min(due).toordinal()] if due else [],
        schema.DUE_OF: [due_of] if due_of else [],
    }


def as_set(values: list[str]) -> list[str]:
    """Join all values into the single value of a field."""
    return [schema.SET_SEPARATOR.join(values)] if values else []


def first_days(records: Iterable[RecordValues]) -> dict[str, int]:
    """Return the first day on which something is due, by the path of each term."""
    days: dict[str, int] = {}
    for record in records:
        day = record.due_on.toordinal()
        for term in terms_of(record, at_least=1):
            days[path_of(term)] = min(day, days.get(path_of(term), day))
    return dict(sorted(days.items()))


def current_records(rows: list[Row]) -> list[RecordValues]:
    """Return the records that no later one corrects; mark the latest of each body and side."""
    of_round: dict[tuple, Row] = {}
    of_body: dict[tuple, Row] = {}
    for row in sorted(rows, key=lambda row: row.age):
        body = (row.body, row.side)
        of_round[(*body, row.round_key)] = of_body[body] = row
    return [
        RecordValues(
            row.round_slug,
            row.side,
            row.response,
            row.status,
            is_latest := of_body[row.body, row.side] is row,
            row.due_on if is_latest and row.status not in FINISHED else None,
        )
        for row in of_round.values()
    ]


def distinct(values) -> list[str]:
    return sorted({value for value in values if value})
