"""Source files of reports, spans outside the content of a report, and notes of the import."""

from django.db import models
from django.db.models import Q

from reports.fields import CleanCharField, CleanTextField
from reports.models.formatted_text import FormattedText


class SourceDocumentManager(models.Manager):
    """Defers the content of the file, which may be up to 10 MB, and its formatting."""

    def get_queryset(self):
        return super().get_queryset().defer("content", "formatting")


class SourceDocument(models.Model):
    """A file as received, and the text read from it. A trigger lets only redactions update it."""

    report = models.ForeignKey(
        "reports.Report",
        models.CASCADE,
        related_name="sources",
        help_text="The report for which the file was received.",
    )
    name = CleanCharField(max_length=255)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    reading = models.PositiveIntegerField(
        default=1, help_text="Counts the extractions of the same file."
    )
    text = models.TextField(help_text="What was read from the file; spans count in it.")
    pages = models.JSONField(
        default=list, help_text="Offset in the text at which each page begins."
    )
    formatting = models.JSONField(
        default=list, help_text="Formatted spans of the text: [kind, start, end, target]."
    )
    disagreements = models.JSONField(
        null=True,
        help_text="Where a second extraction of the file differs; empty if it was not compared.",
    )
    received_at = models.DateTimeField(auto_now_add=True)
    withheld_at = models.DateTimeField(
        null=True, help_text="When a redaction deleted the content; then the hash is a keyed one."
    )

    objects = SourceDocumentManager()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["sha256", "reading"], name="unique_file_and_reading"),
        ]

    def __str__(self):
        return self.name


class SourcePart(FormattedText):
    """Text of a report's source outside sessions, paragraphs and recommendations.

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
    """A doubtful result of the import, for an editor to review."""

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="notes")
    code = models.SlugField(max_length=60)
    reason = CleanTextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    about = CleanTextField(blank=True, help_text="The name or number that the note is about.")
    resolved = models.BooleanField(default=False)
    by_hand = models.BooleanField(
        default=False,
        help_text="Resolved or reopened by an editor; no longer changed automatically.",
    )

    def __str__(self):
        return self.reason
