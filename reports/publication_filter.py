"""The filter by the day on which the records of a list were published for the first time."""

import re
from datetime import UTC, date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from reports.models import PublicationDates
from reports.models.statements import Origin
from reports.value_filters import YEARS

PUBLISHED_SINCE = "published_since"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DayField(forms.Field):
    """A day like 2026-01-31, in the years that filters know."""

    default_error_messages = {
        "invalid": _("“%(value)s” is not a day; write it like 2026-01-31."),
    }

    def to_python(self, value: str) -> date | None:
        if not value:
            return None
        try:
            day = date.fromisoformat(value) if DAY.fullmatch(value) else None
        except ValueError:
            day = None
        if day is None or day.year not in YEARS:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": value}
            )
        return day


class PublishedSinceFilter(Filter):
    """Records that were first published on a given day or later.

    A record was first published with its report or, if a later version of the report added it,
    with that version. `report` is the path to the report, and `added` the time in
    PublicationDates.
    """

    field_class = DayField

    def __init__(self, report: str, added: Combinable):
        super().__init__(label=_("Published"))
        self.first_published = Coalesce(added, f"{report}published_at")

    def filter(self, records: QuerySet, day: date | None) -> QuerySet:
        if day is None:
            return records
        return records.alias(first_published=self.first_published).filter(
            first_published__gte=start_of_day(day)
        )


def start_of_day(day: date) -> datetime:
    """Return the first moment of a day, in UTC, the time zone that the site uses for days."""
    return datetime.combine(day, time.min, UTC)


def added_time(kind: str, key: str = "pk") -> Subquery:
    """Return the time at which a later version added the record, null if none did."""
    dates = PublicationDates.objects.filter(kind=kind, key=OuterRef(key))
    return Subquery(dates.values("first_published_at")[:1])


def added_time_of_statement() -> Case:
    """Return the time at which a later version added the statement, null if none did.

    A statement has the dates of its contribution or, without one, of its paragraph.
    """
    return Case(
        When(origin=Origin.CONTRIBUTION, then=added_time("contribution", "row_key")),
        default=added_time("paragraph", "paragraph_id"),
    )
