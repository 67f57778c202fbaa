"""Sections of reports, and their displayed headings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from reports.fields import CleanCharField, CleanLineField, CleanTextField
from reports.models.optimistic_locking import Versioned
from reports.models.querysets import ReportOwnedQuerySet
from reports.models.report import Report
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
