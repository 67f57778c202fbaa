"""Who took part: people, the bodies they came from, and what they were at one workshop."""

from django.db import models
from django.db.models import Prefetch, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from reports.addresses import address
from reports.fields import CleanCharField, CleanLineField, CleanTextField
from reports.models.gate import OfReport, Shared
from reports.models.report import Report
from reports.models.versions import Versioned
from reports.text import lines_of


class OrganizationQuerySet(Shared):
    paths_to_reports = (
        "participations__report",
        "paragraphs__report",
        "paragraphs_spoken__report",
        "reports_co_chaired",
        "instruments_adopted__paragraphs__report",
        "parts__participations__report",
        "parts__paragraphs__report",
        "parts__paragraphs_spoken__report",
    )


class Organization(Versioned):
    """A body that takes part, is named, or is asked to act: from a ministry to a group of states."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        MINISTRY = "ministry", _("Ministry")
        AGENCY = "agency", _("Government agency")
        MISSION = "mission", _("Diplomatic mission")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
        CIVIL_SOCIETY = "civil_society", _("Civil society")
        ACADEMIA = "academia", _("Academic or research institution")
        PRIVATE = "private", _("Private sector")
        PROCESS = "process", _("Process or forum")
        GROUP = "group", _("Group of states or actors")
        UNKNOWN = "unknown", _("Not yet said")

    slug = models.SlugField(max_length=120, unique=True)
    name = CleanCharField(max_length=300, unique=True)
    acronym = CleanCharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.UNKNOWN)
    country = models.CharField(
        max_length=3,
        blank=True,
        help_text="ISO 3166-1 alpha-3, for a state or a body of one.",
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    aliases = CleanTextField(
        of_names=True, blank=True, help_text="One printed form a line."
    )

    # Under which readers look for it.
    name_columns = ("name", "acronym", "aliases")

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organization_country_is_alpha_3",
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{3}$"),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("organization", self.slug)

    @property
    def short_name(self):
        return self.acronym or self.name

    @property
    def printed_forms(self):
        """Every form under which a text may name this body."""
        own = [self.name, self.acronym, f"{self.name} ({self.acronym})"]
        return [*(own if self.acronym else own[:1]), *lines_of(self.aliases)]


# The version of a person whom an import made and nobody has looked at since.
UNTOUCHED = 0


class PersonQuerySet(Shared):
    paths_to_reports = ("participations__report",)

    def as_listed(self):
        by = Coalesce(
            NullIf("sort_name", Value("")), "name", output_field=models.TextField()
        )
        return self.order_by(by, "name", "pk")


class Person(Versioned):
    """One human being, under one name; the other forms in which it is printed are aliases."""

    slug = models.SlugField(max_length=120, unique=True)
    name = CleanLineField()
    sort_name = CleanLineField(
        blank=True,
        help_text="What the list of speakers is ordered by, if not the name.",
    )
    aliases = CleanTextField(
        of_names=True, blank=True, help_text="One printed form a line."
    )

    # Under which readers look for it.
    # Not the aliases: a draft that names somebody adds its own.
    name_columns = ("name",)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("speaker", self.slug)

    @property
    def other_names(self):
        return lines_of(self.aliases)


class ParticipationQuerySet(OfReport):
    def with_affiliations(self):
        return self.select_related("person", "report").prefetch_related(
            affiliations_listed()
        )

    def as_listed(self):
        by = Coalesce(
            NullIf("person__sort_name", Value("")),
            "person__name",
            output_field=models.TextField(),
        )
        return self.order_by("report", "role", by, "pk")


class Participation(models.Model):
    """One person at one workshop: position and organizations as of that meeting."""

    class Role(models.TextChoices):
        CO_CHAIR = "co_chair", _("Co-chair")
        SPEAKER = "speaker", _("Speaker")
        MODERATOR = "moderator", _("Moderator")
        DELEGATE = "delegate", _("Delegate")
        OBSERVER = "observer", _("Observer")

    report = models.ForeignKey(Report, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=12, choices=Role.choices)
    printed_name = CleanLineField(
        blank=True, help_text="With the honorifics of the report."
    )
    short_forms = CleanTextField(
        of_names=True,
        blank=True,
        help_text="Other forms in which this report prints the name, one a line.",
    )
    position = CleanLineField(blank=True)
    introduced_as = CleanTextField(
        blank=True, help_text="The report's own words about position and organization."
    )
    organizations = models.ManyToManyField(
        Organization, through="Affiliation", related_name="participations"
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "person"],
                name="one_participation_per_person_and_report",
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
        """The affiliations as a list, which `affiliations_listed` fetches along."""
        return list(self.affiliations.select_related("organization"))

    @property
    def forms(self):
        """Every form but the plain name in which the report prints the name."""
        forms = [self.printed_name, *lines_of(self.short_forms)]
        return [form for form in forms if form and form != self.person.name]


class Affiliation(models.Model):
    """An organization that somebody represented at one workshop, in the order printed."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="affiliations"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="affiliations"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "organization"], name="affiliation_said_once"
            ),
        ]

    def __str__(self):
        return str(self.organization)


def affiliations_listed(path=""):
    """Fetch along the affiliations of the participations that a path leads to, as lists."""
    # A manager for each relation of each row would be a fifth of the time of a page.
    return Prefetch(
        f"{path}affiliations",
        Affiliation.objects.select_related("organization"),
        to_attr="listed_affiliations",
    )
