"""Filters over published records, chosen by slug: themes, organizations, sessions."""

from abc import ABC, abstractmethod
from functools import cached_property, reduce
from operator import attrgetter, or_

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter

from reports.labels import LocalizedLabel, unknown_value_message
from reports.list_parameters import ALONE
from reports.memberships import Memberships
from reports.models import Organization, Session, Theme, ThemeStatus
from reports.search_filter import NameFilter
from reports.trees import OrganizationTree, ThemeTree
from reports.value_filters import ChoicesFilter, CountriesFilter, OptionFilter, validate_max_choices


class RecordsField(forms.MultipleChoiceField):
    """Looks up the chosen values instead of listing all: `labels` returns the known ones."""

    def __init__(self, *args, labels, **options):
        super().__init__(*args, **options)
        self.labels = labels

    def validate(self, value):
        validate_max_choices(value)
        if unknown := set(value) - set(self.labels(value) if value else ()):
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": min(unknown)},
            )


class RecordsFilter(MultipleChoiceFilter):
    """A facet over published records, chosen by slug.

    `get_language` returns the language of a record's label. Leave it out for records that have
    labels in several languages, such as themes and organizations.
    """

    field_class = RecordsField
    has_cacheable_labels = True

    def __init__(self, label, column, published, get_language=None):
        super().__init__(
            label=label,
            field_name=column,
            labels=self.labels,
            error_messages={"invalid_choice": unknown_value_message(label)},
        )
        self.published = published
        self.get_language = get_language

    def records_by_value(self, slugs):
        """Return {slug: published record}."""
        published = self.published().filter(slug__in=slugs)
        records = published if self.get_language else published.with_labels()
        return {record.slug: record for record in records}

    def labels(self, values):
        return {
            value: self.label_of(record) for value, record in self.records_by_value(values).items()
        }

    def label_of(self, record):
        if self.get_language is None:
            return record.localized_name
        return LocalizedLabel(record, self.get_language(record))

    def search_labels(self, text, values):
        return self.matching_keys(text) & set(values)

    def matching_keys(self, text):
        # There may be thousands of matches: no model instances.
        return set(self.matching_records(text).values_list("slug", flat=True))

    def matching_records(self, text):
        published = self.published()
        return NameFilter(published.model).filter(published, text)


class ThemesFilter(RecordsFilter):
    """A facet over themes, each with its narrower ones.

    A chosen `theme_status` must hold for the same assignment.
    """

    def __init__(self, assignments):
        super().__init__(_("Theme"), f"{assignments}__theme__slug", Theme.objects.published)
        self.assignments = assignments

    @cached_property
    def tree(self):
        return ThemeTree()

    def widen(self, slug):
        return self.tree.with_ancestors([slug]) if slug else []

    def arrange(self, slugs):
        return self.tree.arrange(slugs)

    def filter(self, records, slugs):
        if not slugs:
            return records
        statuses = self.parent.form.cleaned_data.get("theme_status")
        conditions = {f"{self.assignments}__theme__slug__in": self.tree.with_descendants(slugs)}
        if statuses:
            conditions[f"{self.assignments}__status__in"] = statuses
        return records.filter(**conditions).distinct()


class ThemeStatusFilter(ChoicesFilter):
    """A facet over the status of a record's themes: of the chosen themes, or else of any theme."""

    # The status also applies to required and excluded themes.
    counted_one_by_one = ThemeStatus.values

    def __init__(self, assignments):
        super().__init__(
            _("Theme status"), ThemeStatus.choices, field_name=f"{assignments}__status"
        )

    def filter(self, records, statuses):
        # ThemesFilter applies theme and status to the same assignment.
        has_themes = self.parent.form.cleaned_data.get("theme")
        return records if has_themes else self.match(records, statuses)

    def match(self, records, statuses):
        """Select by status, whatever themes are chosen."""
        return super().filter(records, statuses)


class BodyFilter(OptionFilter):
    """Whether a chosen organization counts alone: OrganizationsFilter reads it."""

    def __init__(self):
        super().__init__(_("Organization"), [(ALONE, _("The organization alone"))])


class ByOrganizations(ABC):
    """A filter mixin that selects records by their organizations, with the help of their tree.

    `columns` are the columns that contain the slugs of a record's organizations.
    """

    columns: tuple[str, ...] = ()

    @cached_property
    def tree(self):
        return OrganizationTree()

    @abstractmethod
    def condition(self, values):
        """Return the condition for records whose organizations have one of the values."""

    def by_organizations(self, slugs):
        return reduce(or_, (Q(**{f"{column}__in": slugs}) for column in self.columns))

    def filter(self, records, values):
        if not values:
            return records
        # By key: a join would also restrict what the other facets of the same columns count.
        keys = records.model._base_manager.filter(self.condition(values)).values("pk")
        return records.filter(pk__in=keys)


class OrganizationsFilter(ByOrganizations, RecordsFilter):
    """A facet over organizations, each with those that speak for it; see reports.trees."""

    explanation = _(
        "A State includes its ministries, agencies and embassies; a body includes its parts."
    )

    def __init__(self, *columns):
        super().__init__(_("Organization"), columns[0], Organization.objects.published)
        self.columns = columns

    @property
    def is_alone(self):
        return self.parent.counts_bodies_alone

    def widen(self, slug):
        if not slug:
            return []
        return [slug] if self.is_alone else self.tree.with_ancestors([slug])

    def condition(self, slugs):
        return self.by_organizations(slugs if self.is_alone else self.tree.with_descendants(slugs))


class OrganizationCountriesFilter(ByOrganizations, CountriesFilter):
    """A facet over the countries for which a record's organizations speak."""

    explanation = _("What States and their ministries, agencies and embassies said.")

    def __init__(self, *columns):
        super().__init__()
        self.columns = columns

    def widen(self, slug):
        return self.tree.countries([slug]) if slug else []

    def condition(self, countries):
        return self.by_organizations(self.tree.speaking_for(countries))


class GroupsFilter(ByOrganizations, RecordsFilter):
    """A facet over the groups of which a record's organizations were members.

    `day` is the column of the first day of the workshop: a membership counts if it held then.
    """

    explanation = _("Members on the day of the workshop.")

    def __init__(self, *columns, day):
        super().__init__(_("Member of"), columns[0], Organization.objects.published)
        self.columns = columns
        self.day = day

    @cached_property
    def memberships(self):
        return Memberships(self.tree)

    def widen_row(self, row):
        *slugs, day = row
        return self.memberships.groups([slug for slug in slugs if slug], day)

    def condition(self, groups):
        periods = self.memberships.speakers_by_period(groups).items()
        spoken = (self.within(period) & self.by_organizations(slugs) for period, slugs in periods)
        return reduce(or_, spoken, Q(pk__in=[]))

    def within(self, period):
        """Return the condition that the workshop began in the period."""
        first = Q(**{f"{self.day}__gte": period.first}) if period.first else Q()
        last = Q(**{f"{self.day}__lte": period.last}) if period.last else Q()
        return first & last


class SectorsFilter(ByOrganizations, ChoicesFilter):
    """A facet over the kinds of a record's organizations."""

    def __init__(self, *columns):
        super().__init__(_("Kind of organization"), Organization.Sector.choices)
        self.columns = columns

    def widen(self, slug):
        return self.tree.sectors([slug]) if slug else []

    def condition(self, sectors):
        return self.by_organizations(self.tree.in_sectors(sectors))


class SessionsFilter(RecordsFilter):
    """A facet over published sessions, chosen by report and anchor: report-slug/session-1."""

    def __init__(self):
        super().__init__(
            _("Session"),
            "session_key",
            Session.objects.published,
            attrgetter("report.language"),
        )

    def records_by_value(self, keys):
        pairs = [key.partition("/") for key in keys]
        # A superset of the pairs: one condition per pair would be too many for a query.
        candidates = self.published().filter(
            report__slug__in={slug for slug, _, _ in pairs},
            anchor__in={anchor for _, _, anchor in pairs},
        )
        by_key = {session.key: session for session in candidates.select_related("report")}
        return {key: by_key[key] for key in keys if key in by_key}

    def labels(self, values):
        return {
            key: LocalizedLabel(session.heading_in_report_language, session.report.language)
            for key, session in self.records_by_value(values).items()
        }

    def matching_keys(self, text):
        pairs = self.matching_records(text).values_list("report__slug", "anchor")
        return {f"{slug}/{anchor}" for slug, anchor in pairs}
