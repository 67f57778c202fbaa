"""Dates of first publication and last change of the records of a report."""

from collections.abc import Iterable

from django.db import models

from reports.models.report import Report


class PublicationDatesQuerySet(models.QuerySet):
    def by_key(self, kind: str, keys: Iterable[int]) -> dict[int, "PublicationDates"]:
        """Return {key: dates} of records of a kind; records with default dates have none."""
        return {dates.key: dates for dates in self.filter(kind=kind, key__in=keys)}


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
