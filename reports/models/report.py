"""Reports and their annexes."""

from django.db import models
from django.db.models import Q

from reports.fields import CleanCharField, CleanLineField, CleanTextField
from reports.labels import LocalizedLabel
from reports.markdown import render_or_escape
from reports.models.doi import DOI, validate_doi
from reports.models.languages import LANGUAGE_TAG, validate_language_tag
from reports.models.optimistic_locking import Versioned
from reports.models.querysets import PUBLISHED
from reports.models.source import ImportNote
from reports.url_cache import cached_url


class ReportQuerySet(models.QuerySet):
    # A report belongs to itself: see `querysets.path_to_report`.
    report_path = ""

    def published(self):
        return self.filter(status=PUBLISHED)

    def newest_first(self):
        return self.order_by("-starts_on", "slug")


class Report(Versioned):
    """The report of one workshop."""

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
        validators=[validate_language_tag],
        help_text="Language tag of the text: en, my, zh-Hans.",
    )
    place = CleanLineField(blank=True)
    co_chairs = models.ManyToManyField(
        "reports.Organization", blank=True, related_name="reports_co_chaired"
    )
    stated_attendance = CleanTextField(
        blank=True,
        help_text="The sentence that states the attendance.",
    )
    stated_participants = models.PositiveIntegerField(null=True, blank=True)
    stated_states = models.PositiveIntegerField(null=True, blank=True)
    doi = CleanCharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[validate_doi],
        help_text="Registered for the report: 10.1234/abc",
    )
    summary = CleanTextField(blank=True, help_text="Introduction by the secretariat, in Markdown.")
    summary_html = models.TextField(blank=True, editable=False)
    # Only publishing.transition writes these two.
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
        help_text="The received file that the report reproduces.",
    )
    imported_version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Version at import; a higher version has been edited.",
    )
    next_of = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="next_draft",
        help_text="The published report that this draft will replace.",
    )

    published_keys = models.JSONField(
        default=dict,
        editable=False,
        help_text="For a draft version: model, key of the draft row, key of the published row.",
    )

    # Columns of the search by name.
    name_columns = ("title", "place")

    objects = ReportQuerySet.as_manager()

    class Meta:
        permissions = [("publish_report", "Can publish and withdraw reports")]
        constraints = [
            models.CheckConstraint(
                name="report_language_is_a_tag",
                condition=Q(language__regex=LANGUAGE_TAG),
            ),
            models.CheckConstraint(
                name="report_doi_is_a_doi",
                condition=Q(doi="") | Q(doi__regex=DOI),
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
                name="next_draft_is_not_public",
                condition=Q(next_of=None) | Q(status__in=["draft", "in_review"]),
            ),
            models.CheckConstraint(
                name="report_status_is_known",
                condition=Q(status__in=["draft", "in_review", "published", "withdrawn"]),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def localized_name(self):
        return LocalizedLabel(self.title, self.language)

    def get_absolute_url(self):
        return cached_url("site:report", self.slug)

    @property
    def root(self):
        """The report whose URL, history and files it shares: for a draft version, the published one."""
        return self.next_of or self

    @property
    def notes(self):
        return ImportNote.objects.filter(document=self.source_id)

    @property
    def year(self):
        """The year of the first day, as text: without a thousands separator in any language."""
        return str(self.starts_on.year) if self.starts_on else ""

    def save(self, *args, update_fields=None, **options):
        # Every save of the Markdown saves its HTML.
        if update_fields is None or "summary" in update_fields:
            self.summary_html = render_or_escape(self.summary)
            if update_fields is not None:
                update_fields = {*update_fields, "summary_html"}
        super().save(*args, update_fields=update_fields, **options)


class Annex(models.Model):
    """An annex mentioned by the report, supplied or not."""

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
        help_text="The section of this report that contains the annex, if supplied.",
    )

    class Meta:
        verbose_name_plural = "annexes"
        constraints = [
            models.UniqueConstraint(fields=["report", "label"], name="unique_annex_label"),
        ]

    def __str__(self):
        return f"{self.label} ({self.subject})" if self.subject else self.label

    @property
    def is_supplied(self):
        return self.session_id is not None
