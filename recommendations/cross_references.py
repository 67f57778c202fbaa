"""References from one text to another, within a report or to another report."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from reports.fields import CleanCharField
from reports.labels import LocalizedLabel
from reports.models import Annex, Paragraph, Report, Session
from reports.models.querysets import PUBLISHED, ReportOwnedQuerySet

PHRASE_LENGTH = 400
TARGETS = (
    *("target_session", "target_paragraph", "target_recommendation", "target_annex"),
    *("other_paragraph", "other_report"),
)
# Long, and not read by lists.
DEFERRED = ("text", "text_html", "text_markdown", "spans")
TEXTS = ("paragraph", "recommendation", "target_paragraph", "target_recommendation")


class CrossReferenceStatus(models.TextChoices):
    """Found by the import, or decided by an editor or a curation file."""

    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")


class CrossReferenceQuerySet(ReportOwnedQuerySet):
    def published(self):
        """Return what readers may see: both ends are public, and no editor has rejected it."""
        is_public = Q(other_report=None) | Q(other_report__status=PUBLISHED)
        return super().published().filter(is_public).not_rejected()

    def not_rejected(self):
        return self.exclude(status=CrossReferenceStatus.REJECTED)

    def confirmed(self):
        return self.filter(status=CrossReferenceStatus.CONFIRMED)

    def referring_to(self, record):
        """Return the references to a place; for the section of an annex, also to the annex."""
        match record:
            case Paragraph():
                return self.filter(Q(target_paragraph=record) | Q(other_paragraph=record))
            case Session():
                return self.filter(Q(target_session=record) | Q(target_annex__session=record))
            case Report():
                return self.filter(other_report=record)
        return self.filter(target_recommendation=record)

    def for_listing(self):
        """Fetch both ends of the references, in the order in which the references were found."""
        deferred = [f"{path}__{name}" for path in (*TEXTS, "other_paragraph") for name in DEFERRED]
        return (
            self.select_related("report", "paragraph", "recommendation", *TARGETS)
            .select_related("target_annex__session")
            .defer(*deferred)
            .order_by("pk")
        )


class CrossReference(models.Model):
    """Words of a paragraph or recommendation that refer to another place.

    `phrase` is the reference as printed, “paragraphs 12, 14 and 20”; `words` are the part of it
    that stands for this target, “14”. The target is a place in the same report, or another report
    and perhaps a paragraph of it.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="cross_references")
    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, null=True, related_name="cross_references"
    )
    recommendation = models.ForeignKey(
        "recommendations.Recommendation",
        models.CASCADE,
        null=True,
        related_name="cross_references",
    )
    phrase = CleanCharField(max_length=PHRASE_LENGTH)
    words = CleanCharField(max_length=PHRASE_LENGTH)
    status = models.CharField(max_length=9, choices=CrossReferenceStatus.choices)
    target_session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="referring")
    target_paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, null=True, related_name="referring"
    )
    target_recommendation = models.ForeignKey(
        "recommendations.Recommendation", models.CASCADE, null=True, related_name="referring"
    )
    target_annex = models.ForeignKey(Annex, models.CASCADE, null=True, related_name="referring")
    # A published report, and one of its paragraphs: the rows that readers see.
    other_report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="referring")
    # If the paragraph is deleted, the reference to the report remains.
    other_paragraph = models.ForeignKey(
        Paragraph, models.SET_NULL, null=True, related_name="referring_elsewhere"
    )

    objects = CrossReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cross_reference_status_is_known",
                condition=Q(status__in=["suggested", "confirmed", "rejected"]),
            ),
            models.CheckConstraint(
                name="cross_reference_has_one_source",
                condition=Q(paragraph=None) ^ Q(recommendation=None),
            ),
            models.CheckConstraint(
                name="cross_reference_has_a_target",
                condition=~Q(**dict.fromkeys(TARGETS)),
            ),
        ]

    def __str__(self):
        return f"{self.words} ({self.get_status_display().lower()})"

    @property
    def is_suggested(self):
        return self.status == CrossReferenceStatus.SUGGESTED

    @property
    def source(self):
        """The paragraph or recommendation with the words."""
        return self.of_report(self.paragraph or self.recommendation, self.report)

    @property
    def target(self):
        for name in TARGETS:
            if record := getattr(self, name):
                return self.of_report(record, self.other_report or self.report)
        return None

    @staticmethod
    def of_report(record, report):
        if not isinstance(record, Report):
            # Known, so that it is not read again.
            record.report = report
        return record

    @property
    def source_place(self):
        return ReferenceEnd(self.source)

    @property
    def target_place(self):
        return ReferenceEnd(self.target)


class ReferenceEnd:
    """Either end of a reference as a link: its address and name."""

    def __init__(self, record):
        self.record = record
        self.report = record if isinstance(record, Report) else record.report

    @property
    def kind(self):
        return self.record._meta.model_name

    def get_absolute_url(self):
        match self.record:
            case Paragraph():
                return self.record.page_url
            case Annex(session=Session() as session):
                session.report = self.report
                return session.get_absolute_url()
            case Annex():
                return f"{self.report.get_absolute_url()}#annexes"
        return self.record.get_absolute_url()

    @property
    def url_in_text(self):
        """The address to which words in a text link: for a paragraph, its place in the report."""
        if isinstance(self.record, Paragraph):
            return self.record.get_absolute_url()
        return self.get_absolute_url()

    @property
    def localized_name(self):
        """The name in the language of the page; titles and headings in that of the report."""
        match self.record:
            case Paragraph():
                return LocalizedLabel(self.record.display_name, get_language())
            case Report() | Annex():
                return LocalizedLabel(str(self.record), self.report.language)
            case Session():
                return LocalizedLabel(self.record.heading_in_report_language, self.report.language)
        name = gettext("Recommendation %(reference)s") % {"reference": self.record.number}
        return LocalizedLabel(name, get_language())
