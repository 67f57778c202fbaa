"""A recommendation as agreed at a workshop, and whom it involves."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import FilteredRelation, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from reports.addresses import address
from reports.fields import CleanCharField, CleanTextField
from reports.models import Instrument, Organization, Paragraph, Report, Theme
from reports.models.assignments import ThemeAssignment, Themed, status_is_known
from reports.models.gate import OfReport
from reports.models.versions import Versioned

NOT_STATED = _("Level not stated")
# A part of an address: 21.C.3.b, 118.1, (a).
REFERENCE = r"^[A-Za-z0-9(][A-Za-z0-9.()-]*$"


class RecommendationQuerySet(OfReport):
    def headline(self):
        """Leave out the points nested under another recommendation."""
        return self.filter(parent=None)

    def nested(self):
        return self.exclude(parent=None)

    def as_printed(self):
        return self.order_by("-report__starts_on", "report", "position")

    def with_addressees(self):
        """Add `addressed`, the involvements of bodies asked to act, for filters to look through."""
        asked = Q(involvements__role=Involvement.Role.ADDRESSEE)
        return self.annotate(
            addressed=FilteredRelation("involvements", condition=asked)
        )

    def for_listing(self):
        """Fetch along what a list shows of each, and nothing that only an import needs."""
        found = self.select_related("report", "parent").defer("spans", "parent__spans")
        return found.prefetch_related(
            Prefetch(
                "theme_assignments",
                RecommendationTheme.objects.for_listing(),
                to_attr="listed_assignments",
            ),
            Prefetch(
                "involvements",
                Involvement.objects.select_related("organization"),
                to_attr="listed_involvements",
            ),
        )


class Recommendation(Themed, Versioned):
    """One thing that participants asked for, or a point nested under one."""

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
        help_text="Where the report says it.",
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="points"
    )
    position = models.PositiveIntegerField(help_text="Place among all of the report's.")
    reference = CleanCharField(
        max_length=40,
        help_text="Paragraph, group, place: 21.C.3.b",
        validators=[
            RegexValidator(
                REFERENCE, "Write letters, digits, dots, hyphens and brackets only."
            )
        ],
    )
    label = CleanCharField(
        max_length=40,
        blank=True,
        editable=False,
        help_text="The number that the present version of the report prints, where it is not "
        "the reference: the reference is an address and stays.",
    )
    level = models.CharField(
        max_length=10,
        choices=Level.choices,
        blank=True,
        help_text="Empty where the report does not state it.",
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
                fields=["report", "reference"], name="one_recommendation_per_reference"
            ),
            models.UniqueConstraint(
                fields=["report", "position"], name="one_recommendation_per_position"
            ),
            models.CheckConstraint(
                name="recommendation_reference_fits_an_address",
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
        return address("recommendation", self.report.slug, self.reference)

    def clean(self):
        """Say in an editor's words what the database would refuse."""
        if self.report_id is None:
            return
        if self.paragraph and self.paragraph.report_id != self.report_id:
            raise ValidationError("The paragraph belongs to another report.")
        self.clean_position()
        if self.parent is None:
            return
        if self.parent.report_id != self.report_id:
            raise ValidationError("What it stands under belongs to another report.")
        if self.parent.level != self.level:
            level = self.parent.get_level_display() or "not stated"
            raise ValidationError(
                f"A nested point has the level of what it stands under: {level}."
            )

    def clean_position(self):
        if self.position is None:
            return
        if self.parent and self.parent.position >= self.position:
            raise ValidationError(
                "A nested point stands behind what it stands under: give it a later position."
            )
        if self.pk and self.points.filter(position__lte=self.position).exists():
            raise ValidationError(
                "A point nested under it would stand before it: move the points first."
            )

    @property
    def number(self):
        """The number under which readers know it, as the present version prints it."""
        return self.label or self.reference

    @property
    def addressees(self):
        return self.involved(Involvement.Role.ADDRESSEE)

    @property
    def issuers(self):
        return self.involved(Involvement.Role.ISSUER)

    @property
    def organizations_named(self):
        return self.involved(Involvement.Role.NAMED)

    @property
    def stated_level(self):
        """The level as readers read it, or that none is stated."""
        return self.Level(self.level).label if self.level else NOT_STATED

    @cached_property
    def listed_involvements(self):
        """Whom it involves as a list, which `for_listing` fetches along."""
        return list(self.involvements.select_related("organization"))

    def involved(self, role):
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
                name="recommendation_has_a_theme_once",
            ),
            status_is_known("recommendation_theme_status_is_known"),
        ]


class Involvement(models.Model):
    """How a recommendation involves an organization: asked to act, named, or the one who made it."""

    class Role(models.TextChoices):
        ADDRESSEE = "addressee", "Addressed"
        ISSUER = "issuer", "Made it"
        NAMED = "named", "Named"

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="involvements"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="involvements"
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    printed = CleanCharField(
        max_length=300,
        blank=True,
        help_text="As the report prints the organization, where no record of it says so: it "
        "becomes one of its forms once the report is published.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "organization", "role"],
                name="involvement_said_once",
            ),
            models.CheckConstraint(
                name="involvement_role_is_known",
                condition=Q(role__in=["addressee", "issuer", "named"]),
            ),
        ]

    def __str__(self):
        return f"{self.organization} ({self.get_role_display().lower()})"
