"""The change log of the index, and the archive of past states that follows it."""

from uuid import uuid4

from django.db import models

from reports.models import Report


class IndexChange(models.Model):
    """A change of the public content of one report.

    The newest primary key is the version of all public content. The token distinguishes a row
    from one with the same key in another database.
    """

    # Not a foreign key: deleted reports must be removed from the index, too.
    report_key = models.PositiveBigIntegerField(db_index=True)
    is_public = models.BooleanField(
        default=True, help_text="Whether the report is public after the change."
    )
    token = models.UUIDField(default=uuid4)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.pk}: report {self.report_key}"


class ArchivedRecordQuerySet(models.QuerySet):
    def published(self):
        """Return the states of reports that are public now, without those withheld."""
        return self.filter(
            report_key__in=Report.objects.published().values("pk"), is_withheld=False
        )


class ArchivedRecord(models.Model):
    """A public record in one state, as lists, files and the API showed it.

    It was shown from run `opened` of the archive until before run `closed` (null: it still is).
    Written by portal.exports.archive; see decision 45.
    """

    class RecordKind(models.TextChoices):
        REPORT = "report"
        RECOMMENDATION = "recommendation"
        # A contribution is one of the ways in which a statement is shown.
        STATEMENT = "statement"

    kind = models.CharField(max_length=14, choices=RecordKind.choices)
    # Not foreign keys: the record, and even its report, may be gone.
    key = models.PositiveBigIntegerField()
    report_key = models.PositiveBigIntegerField()
    opened = models.PositiveBigIntegerField()
    closed = models.PositiveBigIntegerField(null=True)
    # The later of these two runs, or the run that withheld it: the archive's index follows this.
    changed = models.PositiveBigIntegerField()
    is_withheld = models.BooleanField(default=False)
    # SHA-256 of the value before compression.
    digest = models.CharField(max_length=64)
    value = models.BinaryField()

    objects = ArchivedRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="archived_record_has_one_present_state",
                fields=["kind", "key"],
                condition=models.Q(closed=None),
            ),
        ]
        indexes = [
            models.Index(name="archived_of_report", fields=["report_key", "closed"]),
            models.Index(name="archived_by_change", fields=["changed", "id"]),
            models.Index(name="archived_by_kind", fields=["kind", "report_key", "opened"]),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}, runs {self.opened} to {self.closed or 'now'}"


class ArchiveRun(models.Model):
    """A moment at which the archive had followed the change log; its states are queried by run.

    The row is written last, so that a state appears as a whole or not at all.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(unique=True)
    # The newest entry of the change log that it contains.
    change_key = models.PositiveBigIntegerField()
    # The headings of the tables at that time, by list.
    headings = models.JSONField()
    token = models.UUIDField(default=uuid4)

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return f"{self.number}: {self.at}"


class ArchiveProgress(models.Model):
    """How far the archive has followed the change log: one row, which its writers lock."""

    change_key = models.PositiveBigIntegerField()
    # While every public report is archived: the key of the last one that was.
    building_after = models.PositiveBigIntegerField(null=True)
    # Of the program that wrote it; another one archives every report again.
    fingerprint = models.CharField(max_length=64)

    def __str__(self):
        return f"up to change {self.change_key}"
