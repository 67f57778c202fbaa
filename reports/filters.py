"""What reports and contributions can be narrowed by. One class serves every outlet."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django_filters import (
    CharFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
    TypedMultipleChoiceFilter,
)

from reports.facets import VALUES_PER_FACET, FacetedFilterSet
from reports.models import (
    Contribution,
    Organization,
    Person,
    Report,
    Session,
    Theme,
)

SEARCH_CHARACTERS = 200
SEARCH_WORDS = 12


def few_words(value):
    if len(value.split()) > SEARCH_WORDS:
        raise ValidationError(f"Use at most {SEARCH_WORDS} words.")


def few_values(values):
    if len(values) > VALUES_PER_FACET:
        raise ValidationError(f"Choose at most {VALUES_PER_FACET} values.")


class WordsFilter(CharFilter):
    """Let through what holds every word in one of the columns, in any order and case."""

    def __init__(self, columns):
        super().__init__(
            label="Words", max_length=SEARCH_CHARACTERS, validators=[few_words]
        )
        self.columns = columns

    def filter(self, queryset, value):
        for word in (value or "").split():
            found = Q()
            for column in self.columns:
                found |= Q(**{f"{column}__icontains": word})
            queryset = queryset.filter(found)
        return queryset


def records(label, column, published):
    """A facet over the records of a table, chosen by slug."""
    return ModelMultipleChoiceFilter(
        label=label,
        field_name=f"{column}__slug",
        to_field_name="slug",
        queryset=lambda request: published(),
        validators=[few_values],
        error_messages={"invalid_choice": "“%(value)s” is not known here."},
    )


def years():
    days = Report.objects.published().dates("starts_on", "year", order="DESC")
    return [(day.year, str(day.year)) for day in days]


def year_of(column):
    return TypedMultipleChoiceFilter(
        label="Year",
        field_name=f"{column}__year",
        choices=years,
        coerce=int,
        validators=[few_values],
    )


def sessions():
    published = Session.objects.published().select_related("report").as_printed()
    return [(f"{one.report.slug}/{one.anchor}", str(one)) for one in published]


class ReportFilter(FacetedFilterSet):
    q = WordsFilter(["title", "place", "summary"])
    year = year_of("starts_on")

    facet_columns = {"year": ("starts_on__year",)}

    class Meta:
        model = Report
        fields = []


class ContributionFilter(FacetedFilterSet):
    q = WordsFilter(["paragraph__text", "participation__person__name"])
    speaker = records("Speaker", "participation__person", Person.objects.published)
    organization = records(
        "Organization", "participation__organizations", Organization.objects.published
    )
    theme = records("Theme", "paragraph__themes", Theme.objects.published)
    session = MultipleChoiceFilter(
        label="Session",
        field_name="session_key",
        choices=sessions,
        validators=[few_values],
    )
    report = records("Report", "paragraph__report", Report.objects.published)

    facet_columns = {
        "speaker": ("participation__person__slug", "participation__person__name"),
        "organization": (
            "participation__organizations__slug",
            "participation__organizations__name",
        ),
        "theme": ("paragraph__themes__slug", "paragraph__themes__label"),
        "session": ("session_key",),
        "report": ("paragraph__report__slug", "paragraph__report__title"),
    }

    class Meta:
        model = Contribution
        fields = []
