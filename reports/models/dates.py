"""Dates of first publication and last change of the records of a report."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

from reports.models.report import Report

# The kind of a record and its key.
Record = tuple[str, int]


class PublicationDatesQuerySet(models.QuerySet):
    def by_record(self, records: Iterable[Record]) -> dict[Record, "PublicationDates"]:
        """Return {record: its dates}, without the records that have no row of their own."""
        keys_by_kind = defaultdict(list)
        for kind, key in records:
            keys_by_kind[kind].append(key)
        return {
            (kind, dates.key): dates
            for kind, keys in keys_by_kind.items()
            for dates in self.filter(kind=kind, key__in=keys)
        }


class PublicationDates(models.Model):
    """The dates of a record added or changed after the first publication of its report.

    A record without a row is public and unchanged since `Report.published_at`.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="publication_dates")
    kind = models.CharField(max_length=20)
    key = models.PositiveBigIntegerField()
    first_published_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = PublicationDatesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "publication dates"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="unique_publication_dates"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}: {self.first_published_at}, {self.changed_at}"
