"""Paragraphs of reports, each in one voice."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reports.fields import CleanCharField, CleanTextField
from reports.models.assignments import ThemeAssignment, ThemedModel, theme_status_constraint
from reports.models.formatted_text import FormattedText
from reports.models.optimistic_locking import Versioned
from reports.models.organizations import Organization
from reports.models.querysets import ReportOwnedQuerySet
from reports.models.report import Report
from reports.models.sessions import Session
from reports.models.vocabulary import Instrument, Theme
from reports.url_cache import cached_url


class ParagraphQuerySet(ReportOwnedQuerySet):
    def in_document_order(self):
        return self.order_by("report", "session__position", "position")


class Paragraph(ThemedModel, FormattedText, Versioned):
    """A paragraph as printed, with its voice: who speaks in it."""

    class Voice(models.TextChoices):
        NAMED = "named", _("Named speaker")
        COLLECTIVE = "collective", _("Participants collectively")
        CO_CHAIRS = "co_chairs", _("Co-chairs")
        AGREED = "agreed", _("Agreed by participants")
        DOCUMENT = "document", _("Report text")

    report = models.ForeignKey(Report, models.CASCADE, related_name="paragraphs")
    session = models.ForeignKey(Session, models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField()
    number = CleanCharField(max_length=20, blank=True)
    label = CleanCharField(max_length=24, blank=True, help_text="As printed: “21.”")
    anchor = models.SlugField(max_length=40)
    text = CleanTextField()
    voice = models.CharField(max_length=10, choices=Voice.choices)
    spans = models.JSONField(default=list, editable=False)
    themes = models.ManyToManyField(
        Theme, through="ParagraphTheme", blank=True, related_name="paragraphs"
    )
    organizations = models.ManyToManyField(
        Organization,
        blank=True,
        related_name="paragraphs",
        verbose_name="organizations named",
    )
    speaking_organizations = models.ManyToManyField(
        Organization,
        blank=True,
        related_name="paragraphs_spoken",
        help_text="States and organizations that speak in it, if no person is named.",
    )
    instruments = models.ManyToManyField(
        Instrument,
        blank=True,
        related_name="paragraphs",
        verbose_name="instruments named",
    )

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "position"], name="unique_paragraph_position"
            ),
            models.UniqueConstraint(fields=["report", "anchor"], name="unique_paragraph_anchor"),
            models.CheckConstraint(
                name="paragraph_voice_is_known",
                condition=Q(voice__in=["named", "collective", "co_chairs", "agreed", "document"]),
            ),
        ]

    def __str__(self):
        return f"Paragraph {self.number}" if self.number else self.text[:60]

    @property
    def repeats_heading(self):
        """Whether this paragraph is the session's own heading, with points right below it."""
        return not self.session.spans and self.text == self.session.heading

    @property
    def display_name(self):
        """The reference to the paragraph in the active language."""
        if not self.number:
            return gettext("Unnumbered paragraph")
        return gettext("Paragraph %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return f"{self.report.get_absolute_url()}#{self.anchor}"

    @property
    def page_url(self):
        """The page of the paragraph alone; `get_absolute_url` is its place in the report."""
        return cached_url("site:paragraph", self.report.slug, self.anchor)

    def clean(self):
        """Raise ValidationError for values that a database trigger would refuse."""
        if self.session_id and self.session.report_id != self.report_id:
            raise ValidationError("The session belongs to another report.")
        is_unnamed = self.voice != self.Voice.NAMED
        if is_unnamed and self.pk and self.contributions.exists():
            raise ValidationError(
                "Only a named speaker's paragraph has speakers. Remove them first and "
                "save, then change the voice."
            )


class ParagraphTheme(ThemeAssignment):
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="theme_assignments")

    class Meta:
        db_table = "reports_paragraph_themes"
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "theme"], name="unique_paragraph_theme"),
            theme_status_constraint("paragraph_theme_status_is_known"),
        ]
