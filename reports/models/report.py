"""The report itself: what one workshop left behind, and the annexes that it names."""

from django.db import models
from django.db.models import Q

from reports.addresses import address
from reports.fields import CleanCharField, CleanLineField, CleanTextField
from reports.markup import html_or_text
from reports.models.gate import PUBLISHED
from reports.models.languages import TAG, is_a_tag
from reports.models.source import ImportNote
from reports.models.versions import Versioned


class ReportQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status=PUBLISHED)

    def newest_first(self):
        return self.order_by("-starts_on", "slug")


class Report(Versioned):
    """What one workshop left behind: its sessions, its people and what it recommended."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        PUBLISHED = PUBLISHED, "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    slug = models.SlugField(max_length=80, unique=True)
    title = CleanLineField()
    series = CleanCharField(max_length=60, blank=True, help_text="ARF, for example")
    kind = CleanLineField(blank=True, help_text="As printed: Co-Chairs' Summary Report")
    starts_on = models.DateField("first day", null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    language = models.CharField(
        max_length=12,
        default="en",
        validators=[is_a_tag],
        help_text="The code of the language in which it is written: en, my, zh-Hans.",
    )
    place = CleanLineField(blank=True)
    co_chairs = models.ManyToManyField(
        "reports.Organization", blank=True, related_name="reports_co_chaired"
    )
    stated_attendance = CleanTextField(
        blank=True,
        help_text="The sentence in which the report counts its participants.",
    )
    stated_participants = models.PositiveIntegerField(null=True, blank=True)
    stated_states = models.PositiveIntegerField(null=True, blank=True)
    summary = CleanTextField(
        blank=True, help_text="The secretariat's introduction, in Markdown."
    )
    summary_html = models.TextField(blank=True, editable=False)
    # Only publishing.move writes these two.
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    source = models.ForeignKey(
        "reports.SourceDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The file that it follows, of those received for it.",
    )
    imported_version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Its version at the import: a higher one has been edited since.",
    )
    next_of = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="next_draft",
        help_text="The report that readers have, while this is what it is to become.",
    )

    published_keys = models.JSONField(
        default=dict,
        editable=False,
        help_text="Of a next draft: model, key here, key of the record that readers have.",
    )

    # Under which readers look for it.
    name_columns = ("title", "place")

    objects = ReportQuerySet.as_manager()

    class Meta:
        permissions = [("publish_report", "Can publish and withdraw reports")]
        constraints = [
            models.CheckConstraint(
                name="report_language_is_a_tag", condition=Q(language__regex=TAG)
            ),
            models.CheckConstraint(
                name="published_report_has_a_date",
                condition=~Q(status=PUBLISHED)
                | Q(starts_on__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="report_ends_after_it_starts",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=False, ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_next_draft_has_no_readers",
                condition=Q(next_of=None) | Q(status__in=["draft", "in_review"]),
            ),
            models.CheckConstraint(
                name="report_status_is_known",
                condition=Q(
                    status__in=["draft", "in_review", "published", "withdrawn"]
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("report", self.slug)

    @property
    def root(self):
        """The report whose address, history and files it shares: itself, or that of which it is the next."""
        return self.next_of or self

    @property
    def notes(self):
        """What the import of its file was unsure of."""
        return ImportNote.objects.filter(document=self.source_id)

    @property
    def year(self):
        """The year of the first day as text, which no language writes with a thousands mark."""
        return str(self.starts_on.year) if self.starts_on else ""

    def save(self, *args, update_fields=None, **options):
        # Whatever saves a report's Markdown, its HTML is saved along.
        if update_fields is None or "summary" in update_fields:
            self.summary_html = html_or_text(self.summary)
            if update_fields is not None:
                update_fields = {*update_fields, "summary_html"}
        super().save(*args, update_fields=update_fields, **options)


class Annex(models.Model):
    """An annex that the report names, whether or not it came with it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="annexes")
    label = CleanCharField(max_length=40, help_text="As printed: Annex 1")
    subject = CleanCharField(max_length=120, blank=True)
    named_in = models.ForeignKey(
        "reports.Paragraph",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="annexes_named",
    )
    session = models.ForeignKey(
        "reports.Session",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="supplied as",
        help_text="The part of this report that holds the annex; empty if it was not supplied.",
    )

    class Meta:
        verbose_name_plural = "annexes"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "label"], name="one_annex_of_a_label_per_report"
            ),
        ]

    def __str__(self):
        return f"{self.label} ({self.subject})" if self.subject else self.label

    @property
    def supplied(self):
        return self.session_id is not None
