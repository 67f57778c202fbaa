"""Sessions, paragraphs and contributions of reports."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from reports.fields import CleanCharField, CleanLineField, CleanTextField
from reports.models.assignments import ThemeAssignment, ThemedModel, theme_status_constraint
from reports.models.formatted_text import FormattedText
from reports.models.optimistic_locking import Versioned
from reports.models.organizations import Organization
from reports.models.people import Participation, prefetch_affiliations
from reports.models.querysets import ReportOwnedQuerySet
from reports.models.report import Report
from reports.models.vocabulary import Instrument, Theme
from reports.url_cache import cached_url


class SessionQuerySet(ReportOwnedQuerySet):
    def in_document_order(self):
        return self.order_by("report", "position")


class Session(Versioned):
    """A section of the report: a heading and its paragraphs."""

    class Kind(models.TextChoices):
        INTRODUCTION = "introduction", _("Introduction")
        OPENING = "opening", _("Opening")
        SESSION = "session", _("Session")
        CONCLUDING = "concluding", _("Conclusion")
        ANNEX = "annex", _("Annex")

    report = models.ForeignKey(Report, models.CASCADE, related_name="sessions")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = CleanCharField(max_length=20, blank=True)
    title = CleanLineField()
    heading = CleanTextField(blank=True, help_text="As printed.")
    anchor = models.SlugField(max_length=60)
    spans = models.JSONField(default=list, editable=False)

    # Columns of the search by name.
    name_columns = ("title", "heading", "report__title")

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="unique_session_position"),
            models.UniqueConstraint(fields=["report", "anchor"], name="unique_session_anchor"),
            models.CheckConstraint(
                name="session_kind_is_known",
                condition=Q(
                    kind__in=[
                        "introduction",
                        "opening",
                        "session",
                        "concluding",
                        "annex",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return heading(self.kind, self.number, self.title)

    def get_absolute_url(self):
        return cached_url("site:session", self.report.slug, self.anchor)

    @property
    def prefix(self):
        return heading_prefix(self.kind, self.number, self.title)

    @property
    def heading_in_report_language(self):
        """The heading in the language of the report, whatever language is active."""
        with override(self.report.language):
            return str(self)

    @property
    def key(self):
        """The value of the session in filters: report-slug/anchor."""
        return f"{self.report.slug}/{self.anchor}"


# Kinds displayed as “Annex 2: …”; others have their number before the title: “2. …”.
NUMBERED_KINDS = {Session.Kind.SESSION, Session.Kind.ANNEX}


def heading(kind: str, number: str, title: str) -> str:
    """Return the displayed heading of a session: “Annex 2: List of participants”."""
    return f"{heading_prefix(kind, number, title)} {title}".strip()


def heading_prefix(kind: str, number: str, title: str) -> str:
    """Return the text before the title in the active language, such as “Annex 2:”."""
    first_words = [word.strip(".:()").casefold() for word in title.split()[:2]]
    if not number or number.casefold() in first_words:
        return ""  # The title has the number: “Annex 2”.
    if kind not in NUMBERED_KINDS:
        return f"{number}."
    # Translators: the kind and number of a part of a report, before its title: “Annex 2:”.
    template = gettext("%(kind)s %(number)s:")
    return template % {"kind": Session.Kind(kind).label, "number": number}


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
        """Whether the heading right above its points is stored as this paragraph."""
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


class SpokenQuerySet(ReportOwnedQuerySet):
    """Records of what is said in a paragraph, with the participant who says it, if any."""

    # The order of the speakers of one paragraph.
    order_of_speakers: tuple[str, ...] = ("pk",)

    def with_session_key(self):
        """Annotate `session_key`, the value of Session.key."""
        return self.annotate(
            session_key=Concat(
                "paragraph__report__slug",
                Value("/"),
                "paragraph__session__anchor",
                output_field=models.CharField(),
            )
        )

    def for_listing(self):
        """Fetch the related records that a list displays."""
        return self.select_related(
            "paragraph__report",
            "paragraph__session__report",
            "participation__person",
        ).prefetch_related(
            prefetch_affiliations("participation__"),
            Prefetch(
                "paragraph__theme_assignments",
                ParagraphTheme.objects.for_listing(),
                to_attr="listed_assignments",
            ),
        )

    def in_document_order(self):
        return self.order_by(
            "-paragraph__report__starts_on",
            "paragraph__report",
            "paragraph__session__position",
            "paragraph__position",
            *self.order_of_speakers,
        )


class ContributionQuerySet(SpokenQuerySet):
    report_path = "participation__report"


class Contribution(models.Model):
    """The speech of one participant in one paragraph."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="contributions")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="contributions")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "participation"],
                name="unique_contribution",
            ),
        ]

    def __str__(self):
        return f"{self.participation.person} in {self.paragraph}"

    def get_absolute_url(self):
        return self.paragraph.get_absolute_url()

    def clean(self):
        """Raise ValidationError for values that a database trigger would refuse."""
        if not (hasattr(self, "paragraph") and hasattr(self, "participation")):
            return
        if self.paragraph.voice != Paragraph.Voice.NAMED:
            raise ValidationError(
                f"{self.paragraph} has the voice “{self.paragraph.get_voice_display()}”, so it "
                "cannot have speakers."
            )
        if self.paragraph.report_id != self.participation.report_id:
            raise ValidationError(
                f"{self.participation.person} took part in another report's workshop."
            )
