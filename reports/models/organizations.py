"""States, bodies and groups of them."""

from functools import cache

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from reports.country_names import countries_named, country_name, is_country
from reports.fields import CleanCharField, CleanTextField, validate_web_address
from reports.labels import LocalizedLabel
from reports.models.labels import (
    LabeledQuerySet,
    LabeledRecord,
    TranslatedLabel,
    label_languages,
)
from reports.models.optimistic_locking import Versioned
from reports.models.querysets import published_naming_q, published_reference_q, report_paths
from reports.text import split_lines
from reports.url_cache import cached_url

# Crockford's base 32 and two digits: https://ror.readme.io/docs/identifier
ROR_ID = r"^https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$"
GOVERNMENT_KINDS = ("state", "ministry", "agency", "mission")
# Lookups to the reports in whose lists an organization counts.
COUNTED_PATHS = ("participations__report", "paragraphs_spoken__report", "recommendations__report")


class OrganizationQuerySet(LabeledQuerySet):
    counted_with = ("parts", "instruments_adopted")

    def published(self):
        """Organizations that a published report refers to, their States and their groups."""
        return self.filter(public_organization_q(self.model))


@cache
def public_organization_q(model):
    referred_to = published_reference_q(model, report_paths(model)) | published_naming_q(model)
    bodies = model._base_manager.filter(country=OuterRef("country"), kind__in=GOVERNMENT_KINDS)
    is_state = Q(kind=model.Kind.STATE) & ~Q(country="")
    # Without the paths through parts: PostgreSQL would plan two dozen nested subqueries.
    own_paths = tuple(path for path in report_paths(model) if not path.startswith("parts__"))
    speaking = bodies.filter(published_reference_q(model, own_paths))
    return referred_to | (is_state & Exists(speaking)) | Q(pk__in=groups_of_speakers(model))


def groups_of_speakers(model):
    """Return the keys of groups under which lists count statements or recommendations."""
    is_state = When(member__kind=model.Kind.STATE, then=F("member__country"))
    memberships = model._meta.get_field("memberships").related_model._base_manager.annotate(
        spoken_for=Case(is_state, default=Value(""))
    )
    speaks_for_state = Q(country=OuterRef("spoken_for"), kind__in=GOVERNMENT_KINDS) & ~Q(country="")
    counted = model._base_manager.filter(
        Q(pk=OuterRef("member")) | Q(part_of=OuterRef("member")) | speaks_for_state,
        published_reference_q(model, COUNTED_PATHS),
    )
    # Not one query per organization: there are few memberships.
    return memberships.filter(Exists(counted)).values("group")


class Organization(LabeledRecord, Versioned):
    """An organization that participates, is mentioned, or is addressed by recommendations."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        MINISTRY = "ministry", _("Ministry")
        AGENCY = "agency", _("Government agency")
        MISSION = "mission", _("Diplomatic mission")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
        CIVIL_SOCIETY = "civil_society", _("Civil society")
        ACADEMIA = "academia", _("Academic or research institution")
        EMPLOYERS = "employers", _("Employers’ organization")
        WORKERS = "workers", _("Workers’ organization")
        PRIVATE = "private", _("Private sector")
        PROCESS = "process", _("Process or forum")
        GROUP = "group", _("Group of states or actors")
        UNKNOWN = "unknown", _("Not stated")

    class Sector(models.TextChoices):
        """Kinds and groups of kinds by which readers filter."""

        GOVERNMENT = "government", _("Government")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
        CIVIL_SOCIETY = "civil_society", _("Civil society")
        ACADEMIA = "academia", _("Academia")
        EMPLOYERS = "employers", _("Employers")
        WORKERS = "workers", _("Workers")
        PRIVATE = "private", _("Private sector")
        PROCESS = "process", _("Process or forum")
        GROUP = "group", _("Group of states or actors")

    slug = models.SlugField(max_length=120, unique=True)
    name = CleanCharField(max_length=300, unique=True)
    acronym = CleanCharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.UNKNOWN)
    country = models.CharField(
        max_length=3,
        blank=True,
        help_text="ISO 3166-1 alpha-3 code, for a State or its bodies.",
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    aliases = CleanTextField(is_name_list=True, blank=True, help_text="One printed form per line.")
    website = CleanCharField(max_length=500, blank=True, validators=[validate_web_address])
    ror_id = CleanCharField(
        "ROR id",
        max_length=40,
        blank=True,
        validators=[RegexValidator(ROR_ID, "Enter it as https://ror.org/0… of nine characters.")],
        help_text="Of the Research Organization Registry, such as https://ror.org/0….",
    )

    # Columns of the search by name.
    name_columns = ("name", "acronym", "aliases")

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organization_country_is_alpha_3",
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{3}$"),
            ),
            models.CheckConstraint(
                name="organization_ror_id_is_valid",
                condition=Q(ror_id="") | Q(ror_id__regex=ROR_ID),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return cached_url("site:organization", self.slug)

    def name_in(self, language):
        if language and language != settings.VOCABULARY_LANGUAGE and self.has_country_name:
            return LocalizedLabel(country_name(self.country, language), language)
        return super().name_in(language)

    @property
    def translations(self):
        if not self.has_country_name:
            return super().translations
        return [(self.name_in(code), []) for code, _ in label_languages()]

    @property
    def has_country_name(self):
        """Whether it is a State, which has the names of its country in every language."""
        return self.kind == self.Kind.STATE and is_country(self.country)

    @classmethod
    def label_condition(cls, word):
        is_state = Q(kind=cls.Kind.STATE, country__in=countries_named(word))
        return super().label_condition(word) | is_state

    @property
    def short_name(self):
        return self.acronym or self.name

    @property
    def printed_forms(self):
        forms = [self.name]
        if self.acronym:
            forms += [self.acronym, f"{self.name} ({self.acronym})"]
        return [*forms, *split_lines(self.aliases)]

    @property
    def own_names(self):
        return self.printed_forms

    @property
    def sector(self):
        return SECTORS.get(self.kind, "")

    @property
    def speaks_for_country(self):
        """Whether it is a State or the body of one, so that its words are the country's."""
        return bool(self.country) and self.sector == self.Sector.GOVERNMENT


class OrganizationLabel(TranslatedLabel):
    record = models.ForeignKey(Organization, models.CASCADE, related_name="labels")


# {kind: sector}; an unknown kind has none.
SECTORS = {
    **{value: value for value in Organization.Sector.values if value in Organization.Kind.values},
    **dict.fromkeys(GOVERNMENT_KINDS, Organization.Sector.GOVERNMENT.value),
}
