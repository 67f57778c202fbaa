"""What was said: the report's sessions, their paragraphs, and who speaks in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from reports.addresses import address
from reports.fields import CleanCharField, CleanLineField, CleanTextField
from reports.models.assignments import ThemeAssignment, Themed, status_is_known
from reports.models.gate import OfReport
from reports.models.people import (
    Organization,
    Participation,
    affiliations_listed,
)
from reports.models.report import Report
from reports.models.versions import Versioned
from reports.models.vocabulary import Instrument, Theme


class SessionQuerySet(OfReport):
    def as_printed(self):
        return self.order_by("report", "position")


class Session(Versioned):
    """A heading of the report and what stands under it."""

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

    # Under which readers look for it.
    name_columns = ("title", "heading", "report__title")

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"], name="one_session_per_position"
            ),
            models.UniqueConstraint(
                fields=["report", "anchor"], name="one_session_per_anchor"
            ),
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
        return address("session", self.report.slug, self.anchor)

    @property
    def prefix(self):
        """What stands before the title, in the reader's language."""
        return heading_prefix(self.kind, self.number, self.title)

    @property
    def in_its_language(self):
        """The heading as the report would say it, whatever the reader speaks."""
        with override(self.report.language):
            return str(self)

    @property
    def key(self):
        """The name under which a session is chosen as a filter."""
        return f"{self.report.slug}/{self.anchor}"


# What bears its number as “Annex 2: …”; the number of another part stands before its title.
COUNTED = {Session.Kind.SESSION, Session.Kind.ANNEX}


def heading(kind, number, title):
    """Return how pages call a part of a report: “Annex 2: List of participants”."""
    return f"{heading_prefix(kind, number, title)} {title}".strip()


def heading_prefix(kind, number, title):
    """Return what stands before the title in the reader's language: “Annex 2:”, or nothing."""
    begin = [word.strip(".:()").casefold() for word in title.split()[:2]]
    if not number or number.casefold() in begin:
        return ""  # The title says it: “Annex 2”.
    if kind not in COUNTED:
        return f"{number}."
    # Translators: the kind and number of a part of a report, before its title: “Annex 2:”.
    named = gettext("%(kind)s %(number)s:")
    return named % {"kind": Session.Kind(kind).label, "number": number}


class ParagraphQuerySet(OfReport):
    def as_printed(self):
        return self.order_by("report", "session__position", "position")


class Paragraph(Themed, Versioned):
    """A paragraph as printed, and whose words it gives."""

    class Voice(models.TextChoices):
        NAMED = "named", _("Named speaker")
        COLLECTIVE = "collective", _("Participants collectively")
        CO_CHAIRS = "co_chairs", _("Co-chairs")
        AGREED = "agreed", _("Agreed by participants")
        DOCUMENT = "document", _("The report itself")

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
        help_text="States and bodies whose words it gives, where no person is named.",
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
                fields=["session", "position"], name="one_paragraph_per_position"
            ),
            models.UniqueConstraint(
                fields=["report", "anchor"], name="one_paragraph_per_anchor"
            ),
            models.CheckConstraint(
                name="paragraph_voice_is_known",
                condition=Q(
                    voice__in=["named", "collective", "co_chairs", "agreed", "document"]
                ),
            ),
        ]

    def __str__(self):
        return f"Paragraph {self.number}" if self.number else self.text[:60]

    @property
    def called(self):
        """How a page refers to it, in the reader's language."""
        if not self.number:
            return gettext("Unnumbered paragraph")
        return gettext("Paragraph %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return f"{self.report.get_absolute_url()}#{self.anchor}"

    def clean(self):
        """Say in an editor's words what the database would refuse."""
        if self.session_id and self.session.report_id != self.report_id:
            raise ValidationError("The session belongs to another report.")
        silent = self.voice != self.Voice.NAMED
        if silent and self.pk and self.contributions.exists():
            raise ValidationError(
                "Only a named speaker's paragraph has speakers. Take them off first and "
                "save, then change whose words it gives."
            )


class ParagraphTheme(ThemeAssignment):
    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, related_name="theme_assignments"
    )

    class Meta:
        db_table = "reports_paragraph_themes"
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "theme"], name="paragraph_has_a_theme_once"
            ),
            status_is_known("paragraph_theme_status_is_known"),
        ]


class ContributionQuerySet(OfReport):
    to_report = "participation__report"

    def with_session_key(self):
        """Add `session_key`, under which a session is chosen as a filter: slug/anchor."""
        return self.annotate(
            session_key=Concat(
                "paragraph__report__slug",
                Value("/"),
                "paragraph__session__anchor",
                output_field=models.CharField(),
            )
        )

    def for_listing(self):
        """Fetch along what a list shows of each."""
        return self.select_related(
            "paragraph__report",
            "paragraph__session__report",
            "participation__person",
        ).prefetch_related(
            affiliations_listed("participation__"),
            Prefetch(
                "paragraph__theme_assignments",
                ParagraphTheme.objects.for_listing(),
                to_attr="listed_assignments",
            ),
        )

    def as_printed(self):
        return self.order_by(
            "-paragraph__report__starts_on",
            "paragraph__report",
            "paragraph__session__position",
            "paragraph__position",
            "pk",
        )


class Contribution(models.Model):
    """What one participant said in one paragraph."""

    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, related_name="contributions"
    )
    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="contributions"
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "participation"],
                name="one_contribution_per_speaker_and_paragraph",
            ),
        ]

    def __str__(self):
        return f"{self.participation.person} in {self.paragraph}"

    def get_absolute_url(self):
        return self.paragraph.get_absolute_url()

    def clean(self):
        """Say in an editor's words what the database would refuse."""
        if not (hasattr(self, "paragraph") and hasattr(self, "participation")):
            return
        if self.paragraph.voice != Paragraph.Voice.NAMED:
            raise ValidationError(
                f"{self.paragraph} gives the words of “"
                f"{self.paragraph.get_voice_display()}”, so nobody in person speaks in it."
            )
        if self.paragraph.report_id != self.participation.report_id:
            raise ValidationError(
                f"{self.participation.person} took part in another report's workshop."
            )
