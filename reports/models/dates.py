"""Since when readers have had a record of a report, and when they last saw it change."""

from collections.abc import Iterable

from django.db import models

from reports.models.report import Report


class PublicationDatesQuerySet(models.QuerySet):
    def by_key(self, kind: str, keys: Iterable[int]) -> dict[int, "PublicationDates"]:
        """Return the dates of records of a kind, by their keys; without the default ones."""
        return {one.key: one for one in self.filter(kind=kind, key__in=keys)}


class PublicationDates(models.Model):
    """The dates of a record that came or changed after its report was first published.

    A record without a row has been public, and unchanged, since `Report.published_at`.
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
            models.UniqueConstraint(
                fields=["kind", "key"], name="publication_dates_of_a_record"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}: {self.first_published_at}, {self.changed_at}"
