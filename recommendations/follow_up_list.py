"""Filters of the list of follow-up records. All chosen values must hold for the same record."""

from collections import Counter
from operator import attrgetter

from django.db.models import Count, F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from recommendations.follow_up_filters import YES, RoundLabels
from recommendations.models import FollowUp, Recommendation, Side
from reports.facets import FacetedFilterSet
from reports.labels import LocalizedLabel, unknown_value_message
from reports.models import Report
from reports.record_filters import (
    OrganizationCountriesFilter,
    OrganizationsFilter,
    RecordsFilter,
)
from reports.search_filter import SearchFilter
from reports.value_filters import ChoicesFilter

REPORTING = "submission__organization__slug"
# Facets that are counted together, so that there are few combinations of their values.
GROUPINGS = (
    ("round", "side", "status", "response", "organization"),
    ("responsible",),
    ("report",),
)
# The facet whose values determine those of another.
TOLD_BY = {"country": "organization"}


class BodiesFilter(OrganizationsFilter):
    """A facet over the bodies of records, each with those that speak for it."""

    def __init__(self, label, column):
        super().__init__(column)
        self.label = label
        self.extra["error_messages"] = {"invalid_choice": unknown_value_message(label)}


class ReportingCountriesFilter(OrganizationCountriesFilter):
    explanation = _("What States and their ministries, agencies and embassies reported.")


class RecommendationsFilter(RecordsFilter):
    """Recommendations, chosen by report and reference: report-slug/21.C.3.b."""

    def __init__(self):
        super().__init__(
            _("Recommendation"),
            "recommendation__reference",
            Recommendation.objects.published,
            attrgetter("report.language"),
        )

    def records_by_value(self, values):
        pairs = [value.partition("/") for value in values]
        # A superset of the pairs: one condition per pair would be too many for a query.
        candidates = self.published().filter(
            report__slug__in={slug for slug, _, _ in pairs},
            reference__in={reference for _, _, reference in pairs},
        )
        by_value = {value_of(record): record for record in candidates.select_related("report")}
        return {value: by_value[value] for value in values if value in by_value}

    def label_of(self, record):
        return LocalizedLabel(record.number)

    def filter(self, records, values):
        if not values:
            return records
        keys = [record.pk for record in self.records_by_value(values).values()]
        return records.filter(recommendation__in=keys)


def value_of(recommendation):
    return f"{recommendation.report.slug}/{recommendation.reference}"


class OverdueFilter(ChoicesFilter):
    """What a body should have finished before today and, in its newest record, has not."""

    counted_one_by_one = (YES,)

    def __init__(self):
        super().__init__(_("Due date"), [(YES, _("Overdue"))])

    def filter(self, records, values):
        if not values:
            return records
        overdue = FollowUp.objects.published().latest().overdue(self.parent.day)
        return records.filter(pk__in=overdue.values("pk"))


def one_valued(record_filter):
    """Return the filter without its removal of duplicates: each record has only one value."""
    record_filter.distinct = False
    return record_filter


class FollowUpFilter(FacetedFilterSet):
    """The filters of records that no later one of the same round corrects."""

    q = SearchFilter(["text", "submission__organization__name"])
    round = one_valued(RoundLabels("submission__round__slug"))
    side = one_valued(ChoicesFilter(_("Side"), Side.choices, field_name="submission__side"))
    status = one_valued(ChoicesFilter(_("Status"), FollowUp.Status.choices, field_name="status"))
    response = one_valued(
        ChoicesFilter(_("Response"), FollowUp.Response.choices, field_name="response")
    )
    overdue = OverdueFilter()
    country = ReportingCountriesFilter(REPORTING)
    organization = BodiesFilter(_("Reported by"), REPORTING)
    responsible = BodiesFilter(_("Responsible body"), "responsible__slug")
    report = one_valued(
        RecordsFilter(
            _("Report"),
            "recommendation__report__slug",
            Report.objects.published,
            attrgetter("language"),
        )
    )
    recommendation = RecommendationsFilter()

    facet_columns = {
        "round": "submission__round__slug",
        "side": "submission__side",
        "status": "status",
        "response": "response",
        "overdue": "due_on",
        "country": REPORTING,
        "organization": REPORTING,
        "responsible": "responsible__slug",
        "report": "recommendation__report__slug",
        "recommendation": "recommendation__reference",
    }
    has_facet_pages = False
    # There are too many to choose from: links choose one.
    not_offered = ("recommendation",)

    class Meta:
        model = FollowUp
        fields = []

    def __init__(self, data=None, queryset=None, **options):
        records = FollowUp.objects.published().current() if queryset is None else queryset
        super().__init__(data, records, **options)

    @property
    def facets(self):
        offered = (name for name in self.facet_columns if name not in self.not_offered)
        return [self.facet(name, self.choice_limit) for name in offered]

    def counts(self, name):
        """Yield (value, number of results): each record has one value of a facet."""
        if hasattr(self.filters[name], "counted_one_by_one"):
            yield from super().counts(name)
            return
        # Facets without a choice are counted together: finding current records takes the time.
        source = TOLD_BY.get(name, name)
        grouping = next(one for one in GROUPINGS if source in one)
        is_chosen = bool(self.values.get(name))
        groups = count_groups(self.with_values(name, []), grouping) if is_chosen else self.groups
        numbers = Counter()
        for values, number in groups[grouping]:
            for counted in self.counted_values(name, [values[source]]):
                numbers[counted] += number
        yield from numbers.items()

    @cached_property
    def groups(self):
        return count_groups(self.qs, *GROUPINGS)

    @property
    def number_of_results(self):
        return sum(number for _values, number in self.groups[GROUPINGS[0]])


def count_groups(records, *groupings):
    """Return {grouping: [({facet: value}, number of records)]}."""
    rows = records.order_by()
    return {
        grouping: [
            (dict(zip(grouping, values, strict=True)), number)
            for *values, number in rows.values_list(
                *(FollowUpFilter.facet_columns[name] for name in grouping)
            ).annotate(number=Count("pk"))
        ]
        for grouping in groupings
    }


def in_listing_order(records):
    """Sort records, the last recorded first."""
    return records.order_by("-pk")


def count_by(records, *columns):
    """Return {values of the columns: number of records}; a value that is not stated is empty."""
    rows = records.order_by().values_list(*columns).annotate(number=Count("pk"))
    return {tuple(values): number for *values, number in rows}


def count_recommendations_by(records, *columns):
    """Return {values of the columns: number of recommendations}; the last column is not empty."""
    rows = (
        records.filter(~Q(**{columns[-1]: ""}))
        .order_by()
        .values_list(*columns)
        .annotate(number=Count(F("recommendation"), distinct=True))
    )
    return {tuple(values): number for *values, number in rows}
