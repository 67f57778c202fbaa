"""The files that reports came from, and the account of every stretch of them."""

from django.db import models
from django.db.models import Q

from reports.fields import CleanCharField, CleanTextField


class SourceDocuments(models.Manager):
    """Leaves the file where it is until its bytes are asked for: it may hold ten megabytes."""

    def get_queryset(self):
        return super().get_queryset().defer("content")


class SourceDocument(models.Model):
    """A file as received, and the text read from it. Never changed: triggers refuse it."""

    report = models.ForeignKey(
        "reports.Report",
        models.CASCADE,
        related_name="sources",
        help_text="For which it was received. Which of these files it follows, the report says.",
    )
    name = CleanCharField(max_length=255)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    reading = models.PositiveIntegerField(
        default=1, help_text="Which reading of the file gave this text."
    )
    text = models.TextField(help_text="What was read from the file; spans count in it.")
    pages = models.JSONField(
        default=list, help_text="Where in the text each page begins, if it has pages."
    )
    received_at = models.DateTimeField(auto_now_add=True)

    objects = SourceDocuments()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "reading"], name="a_file_is_received_once"
            ),
        ]

    def __str__(self):
        return self.name


class SourcePart(models.Model):
    """A stretch of a report's source that is no session, paragraph or recommendation.

    Spans are [start, end) pairs of character positions in SourceDocument.text.
    """

    class Kind(models.TextChoices):
        TITLE = "title", "Title block"
        HEADING = "heading", "Heading inside a paragraph"
        FOOTNOTE = "footnote", "Footnote"
        DISCARD = "discard", "Not part of the text"

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField()
    reason = models.CharField(max_length=120, blank=True)
    spans = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="discard_has_a_reason", condition=~Q(kind="discard", reason="")
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"


class ImportNote(models.Model):
    """Something the import was unsure of, for an editor to look at."""

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="notes")
    code = models.SlugField(max_length=60)
    reason = CleanTextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    about = CleanTextField(
        blank=True, help_text="The name or number that the reason tells in a sentence."
    )
    resolved = models.BooleanField(default=False)
    by_hand = models.BooleanField(
        default=False,
        help_text="An editor has settled it or opened it again: it does not do so by itself.",
    )

    def __str__(self):
        return self.reason
