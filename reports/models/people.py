"""People, and their participation in workshops."""

from django.db import models
from django.db.models import Prefetch, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from reports.fields import CleanLineField, CleanTextField
from reports.labels import LocalizedLabel
from reports.models.labels import LabelsPrefetch
from reports.models.optimistic_locking import Versioned
from reports.models.organizations import Organization
from reports.models.querysets import ReportOwnedQuerySet, SharedQuerySet
from reports.models.report import Report
from reports.text import split_lines
from reports.url_cache import cached_url

# The version of a person whom an import created and no editor has saved since.
UNREVIEWED_VERSION = 0


class PersonQuerySet(SharedQuerySet):
    def in_listing_order(self):
        sort_name = Coalesce(
            NullIf("sort_name", Value("")), "name", output_field=models.TextField()
        )
        return self.order_by(sort_name, "name", "pk")


class Person(Versioned):
    """A person under one name; other printed forms of the name are aliases."""

    slug = models.SlugField(max_length=120, unique=True)
    name = CleanLineField()
    sort_name = CleanLineField(
        blank=True,
        help_text="Sort key in the list of speakers, if not the name.",
    )
    aliases = CleanTextField(is_name_list=True, blank=True, help_text="One printed form per line.")

    # Columns of the search by name. Not the aliases: unpublished drafts add some.
    name_columns = ("name",)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"

    def __str__(self):
        return self.name

    @property
    def localized_name(self):
        return LocalizedLabel(self.name)

    def get_absolute_url(self):
        return cached_url("site:speaker", self.slug)

    @property
    def other_names(self):
        return split_lines(self.aliases)


class ParticipationQuerySet(ReportOwnedQuerySet):
    def with_affiliations(self):
        return self.select_related("person", "report").prefetch_related(prefetch_affiliations())

    def in_listing_order(self):
        sort_name = Coalesce(
            NullIf("person__sort_name", Value("")),
            "person__name",
            output_field=models.TextField(),
        )
        return self.order_by("report", "role", sort_name, "pk")


class Participation(models.Model):
    """A person at one workshop: position and organizations at that time."""

    class Role(models.TextChoices):
        CO_CHAIR = "co_chair", _("Co-chair")
        SPEAKER = "speaker", _("Speaker")
        MODERATOR = "moderator", _("Moderator")
        DELEGATE = "delegate", _("Delegate")
        OBSERVER = "observer", _("Observer")

    report = models.ForeignKey(Report, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=12, choices=Role.choices)
    printed_name = CleanLineField(blank=True, help_text="As printed, with honorifics.")
    short_forms = CleanTextField(
        is_name_list=True,
        blank=True,
        help_text="Other printed forms of the name in this report, one per line.",
    )
    position = CleanLineField(blank=True)
    introduced_as = CleanTextField(
        blank=True, help_text="Position and organization as the report prints them."
    )
    organizations = models.ManyToManyField(
        Organization, through="Affiliation", related_name="participations"
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "person"],
                name="unique_participation",
            ),
            models.CheckConstraint(
                name="participation_role_is_known",
                condition=Q(
                    role__in=[
                        "co_chair",
                        "speaker",
                        "moderator",
                        "delegate",
                        "observer",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.report}"

    @cached_property
    def listed_affiliations(self):
        """The affiliations as a list; `prefetch_affiliations` fills it."""
        return list(self.affiliations.select_related("organization"))

    @property
    def other_printed_forms(self):
        """The forms in which the report prints the name, without the plain name."""
        forms = [self.printed_name, *split_lines(self.short_forms)]
        return [form for form in forms if form and form != self.person.name]


class Affiliation(models.Model):
    """An organization of a participant at one workshop, in printed order."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="affiliations")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="affiliations")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "organization"], name="unique_affiliation"
            ),
        ]

    def __str__(self):
        return str(self.organization)


def prefetch_affiliations(path=""):
    """Return a Prefetch of `listed_affiliations` for the participations at the path."""
    # With to_attr: a related manager for each row costs a fifth of the page's time.
    return Prefetch(
        f"{path}affiliations",
        Affiliation.objects.select_related("organization").prefetch_related(
            LabelsPrefetch(Organization, "organization__")
        ),
        to_attr="listed_affiliations",
    )
