"""Recommendations and the organizations that they involve."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, FilteredRelation, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from recommendations.cross_references import CrossReference, CrossReferenceStatus
from recommendations.follow_up import EvidenceFile, FollowUp, Round, Side, Submission
from recommendations.lineage import LineageLink
from recommendations.rationale import RationaleLink
from reports.fields import CleanCharField, CleanTextField
from reports.models import Instrument, Organization, Paragraph, Report, Theme
from reports.models.assignments import ThemeAssignment, ThemedModel, theme_status_constraint
from reports.models.formatted_text import FormattedText
from reports.models.labels import LabelsPrefetch
from reports.models.optimistic_locking import Versioned
from reports.models.querysets import ReportOwnedQuerySet
from reports.url_cache import cached_url

__all__ = [
    "CrossReference",
    "CrossReferenceStatus",
    "EvidenceFile",
    "FollowUp",
    "Involvement",
    "LineageLink",
    "RationaleLink",
    "Recommendation",
    "RecommendationTheme",
    "Round",
    "Side",
    "Submission",
]
NOT_STATED = _("Level not stated")
# Part of a URL: 21.C.3.b, 118.1, (a).
REFERENCE = r"^[A-Za-z0-9(][A-Za-z0-9.()-]*$"


class RecommendationQuerySet(ReportOwnedQuerySet):
    def headline(self):
        """Exclude points nested under another recommendation."""
        return self.filter(parent=None)

    def nested(self):
        return self.exclude(parent=None)

    def in_document_order(self):
        return self.order_by("-report__starts_on", "report", "position")

    def with_addressees(self):
        """Annotate `addressed` and `issued`, the involvements in these roles, for filters."""
        is_addressee = Q(involvements__role=Involvement.Role.ADDRESSEE)
        is_issuer = Q(involvements__role=Involvement.Role.ISSUER)
        return self.annotate(
            addressed=FilteredRelation("involvements", condition=is_addressee),
            issued=FilteredRelation("involvements", condition=is_issuer),
        )

    def for_listing(self):
        """Fetch the related records that a list displays; defer what only imports need."""
        selected = self.select_related("report", "parent").annotate(
            paragraph_voice=F("paragraph__voice")
        )
        deferred = ("spans", "text_markdown")
        return selected.defer(
            *deferred, *(f"parent__{name}" for name in deferred)
        ).prefetch_related(
            Prefetch(
                "theme_assignments",
                RecommendationTheme.objects.for_listing(),
                to_attr="listed_assignments",
            ),
            Prefetch(
                "involvements",
                Involvement.objects.select_related("organization").prefetch_related(
                    LabelsPrefetch(Organization, "organization__")
                ),
                to_attr="listed_involvements",
            ),
        )


class Recommendation(ThemedModel, FormattedText, Versioned):
    """A recommendation of a workshop, or a point nested under one."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("National")
        BILATERAL = "bilateral", _("Bilateral")
        REGIONAL = "regional", _("Regional")
        ALL = "all", _("All levels")

    report = models.ForeignKey(Report, models.CASCADE, related_name="recommendations")
    paragraph = models.ForeignKey(
        Paragraph,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="recommendations",
        help_text="Position in the report.",
    )
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="points")
    position = models.PositiveIntegerField(
        help_text="Position among the recommendations of the report."
    )
    reference = CleanCharField(
        max_length=40,
        help_text="Paragraph, group, place: 21.C.3.b",
        validators=[
            RegexValidator(REFERENCE, "Write letters, digits, dots, hyphens and brackets only.")
        ],
    )
    label = CleanCharField(
        max_length=40,
        blank=True,
        editable=False,
        help_text="The number printed by the current version of the report, if it differs from "
        "the reference, which is part of the URL and never changes.",
    )
    level = models.CharField(
        max_length=10,
        choices=Level.choices,
        blank=True,
        help_text="Empty if the report does not state it.",
    )
    text = CleanTextField()
    spans = models.JSONField(default=list, editable=False)
    themes = models.ManyToManyField(
        Theme,
        through="RecommendationTheme",
        blank=True,
        related_name="recommendations",
    )
    instruments = models.ManyToManyField(
        Instrument,
        blank=True,
        related_name="recommendations",
        verbose_name="instruments named",
    )
    organizations = models.ManyToManyField(
        Organization, through="Involvement", related_name="recommendations"
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "reference"], name="unique_recommendation_reference"
            ),
            models.UniqueConstraint(
                fields=["report", "position"], name="unique_recommendation_position"
            ),
            models.CheckConstraint(
                name="reference_fits_url",
                condition=Q(reference__regex=REFERENCE),
            ),
            models.CheckConstraint(
                name="recommendation_level_is_known",
                condition=Q(level__in=["", "national", "bilateral", "regional", "all"]),
            ),
            models.CheckConstraint(
                name="recommendation_is_not_its_own_parent",
                condition=~Q(parent=models.F("pk")),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.text}"

    def get_absolute_url(self):
        return cached_url("site:recommendation", self.report.slug, self.reference)

    def clean(self):
        """Raise ValidationError for values that a database trigger would refuse."""
        if self.report_id is None:
            return
        if self.paragraph and self.paragraph.report_id != self.report_id:
            raise ValidationError("The paragraph belongs to another report.")
        self.clean_position()
        if self.parent is None:
            return
        if self.parent.report_id != self.report_id:
            raise ValidationError("The parent recommendation belongs to another report.")
        if self.parent.level != self.level:
            level = self.parent.get_level_display() or "not stated"
            raise ValidationError(f"A nested point has the level of its parent: {level}.")

    def clean_position(self):
        if self.position is None:
            return
        if self.parent and self.parent.position >= self.position:
            raise ValidationError("A nested point follows its parent: give it a later position.")
        if self.pk and self.points.filter(position__lte=self.position).exists():
            raise ValidationError(
                "A point nested under it would precede it: move the points first."
            )

    @property
    def number(self):
        """The number as printed in the present version of the report."""
        return self.label or self.reference

    @property
    def voice(self):
        """The voice of its paragraph, empty without a paragraph. `for_listing` fetches it."""
        if not hasattr(self, "paragraph_voice"):
            self.paragraph_voice = self.paragraph.voice if self.paragraph else None
        return self.paragraph_voice or ""

    @property
    def addressees(self):
        return self.organizations_in_role(Involvement.Role.ADDRESSEE)

    @property
    def issuers(self):
        return self.organizations_in_role(Involvement.Role.ISSUER)

    @property
    def organizations_named(self):
        return self.organizations_in_role(Involvement.Role.NAMED)

    @property
    def stated_level(self):
        """The label of the level, or NOT_STATED."""
        return self.Level(self.level).label if self.level else NOT_STATED

    @cached_property
    def listed_involvements(self):
        """The involvements as a list; `for_listing` prefetches it."""
        return list(self.involvements.select_related("organization"))

    def organizations_in_role(self, role):
        return [
            involvement.organization
            for involvement in self.listed_involvements
            if involvement.role == role
        ]


class RecommendationTheme(ThemeAssignment):
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="theme_assignments"
    )

    class Meta:
        db_table = "recommendations_recommendation_themes"
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "theme"],
                name="unique_recommendation_theme",
            ),
            theme_status_constraint("recommendation_theme_status_is_known"),
        ]


class Involvement(models.Model):
    """The role of an organization in a recommendation: addressee, issuer, or named."""

    class Role(models.TextChoices):
        ADDRESSEE = "addressee", "Addressed"
        ISSUER = "issuer", "Made it"
        NAMED = "named", "Named"

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="involvements")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="involvements")
    role = models.CharField(max_length=10, choices=Role.choices)
    printed = CleanCharField(
        max_length=300,
        blank=True,
        help_text="Printed form of the organization, if none of its records has it yet; "
        "becomes an alias when the report is published.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "organization", "role"],
                name="unique_involvement",
            ),
            models.CheckConstraint(
                name="involvement_role_is_known",
                condition=Q(role__in=["addressee", "issuer", "named"]),
            ),
        ]

    def __str__(self):
        return f"{self.organization} ({self.get_role_display().lower()})"
