"""Files attached to a report: annexes, slides and others."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.fields import CleanCharField, CleanLineField
from reports.models.optimistic_locking import Versioned
from reports.models.querysets import ReportOwnedQuerySet
from reports.models.report import Report


class AttachmentManager(models.Manager.from_queryset(ReportOwnedQuerySet)):
    """Defers the content of the file, which may be up to 10 MB."""

    def get_queryset(self):
        return super().get_queryset().defer("content")

    def in_listing_order(self):
        return self.order_by("position", "pk")


class Attachment(Versioned):
    """A file that readers download with a report. A trigger refuses another file in its place.

    It belongs to the report, not to a version of it: a draft version has no attachments of its own.
    """

    class Kind(models.TextChoices):
        ANNEX = "annex", _("Annex")
        SLIDES = "slides", _("Slides")
        OTHER = "other", _("Other")

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.OTHER)
    title = CleanLineField()
    annex_label = CleanCharField(
        max_length=40, blank=True, help_text="The label of the annex that the file holds: Annex 1"
    )
    name = CleanCharField(max_length=255)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = CleanCharField(max_length=150, help_text="The name of the account, as it was then.")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentManager()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="unique_file_of_report"),
            models.CheckConstraint(
                name="attachment_kind_is_known",
                condition=models.Q(kind__in=["annex", "slides", "other"]),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("site:attachment", args=[self.report.slug, self.pk])

    @property
    def path(self):
        """Its path within the report; it answers 410 once the attachment is removed."""
        return f"attachments/{self.pk}"

    @property
    def file_type(self):
        """The extension of its name in capitals, by which readers know types: PDF, PPTX."""
        return self.name.rpartition(".")[2].upper()
