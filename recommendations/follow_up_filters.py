"""Filters of recommendations by what became of them.

The values chosen in these facets must hold for one record: `side=employers&status=done` finds what
employers call done, not what they reported on and somebody else calls done. A chosen round selects
its records; without one, the newest record of each body counts.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter

from recommendations.models import FollowUp, Round, Side
from reports.labels import LocalizedLabel
from reports.record_filters import RecordsFilter
from reports.value_filters import ChoicesFilter

FACETS = ("status", "response", "side", "round", "overdue")
COLUMNS = {
    "status": "status",
    "response": "response",
    "side": "submission__side",
    "round": "submission__round__slug",
}
# The only value of the facet `overdue`.
YES = "yes"
EXPLANATION = _(
    "From the newest record of each body, or from its record in the chosen round. All chosen values must be in the same record."
)


def matching_records(chosen, day):
    """Return the records that have one of the chosen values of every facet; `chosen` is by facet."""
    public = FollowUp.objects.published()
    records = public.current() if chosen.get("round") else public.latest()
    for name, column in COLUMNS.items():
        if values := chosen.get(name):
            records = records.filter(**{f"{column}__in": values})
    if not chosen.get("overdue"):
        return records
    if not chosen.get("round"):
        return records.overdue(day)
    return records.filter(pk__in=public.latest().overdue(day).values("pk"))


class ByRecord(MultipleChoiceFilter):
    """A filter mixin: one record must have the values of this facet and of the others."""

    facet = ""

    def filter(self, records, values):
        # One condition for all chosen facets: repeated, it would be planned as many times.
        is_first = next(filter(self.chosen.get, FACETS), "") == self.facet
        return self.match(records, values) if is_first else records

    @property
    def chosen(self):
        return {name: self.parent.form.cleaned_data.get(name) for name in FACETS}

    def match(self, records, values):
        """Return recommendations with a record that has one of the values and fits all facets."""
        matching = matching_records(self.chosen | {self.facet: values}, self.parent.day)
        return records.filter(pk__in=matching.values("recommendation"))


class FollowUpChoicesFilter(ByRecord, ChoicesFilter):
    """A facet over fixed values of records: status, response, side."""

    def __init__(self, facet, label, choices, explanation=""):
        super().__init__(label, choices)
        self.facet = facet
        self.explanation = explanation

    @property
    def counted_one_by_one(self):
        return [value for value, _label in self.extra["choices"]]


class RoundLabels(RecordsFilter):
    """A facet over public rounds, chosen by slug."""

    def __init__(self, column):
        super().__init__(
            _("Round"), column, Round.objects.published().about_public_reports, lambda round_: ""
        )

    def label_of(self, record):
        return LocalizedLabel(record)

    def matching_records(self, text):
        is_named = Q()
        for word in text.split():
            is_named &= Q(name__icontains=word) | Q(series__icontains=word)
        return self.published().filter(is_named)


class RoundsFilter(ByRecord, RoundLabels):
    """The rounds in which somebody reported on a recommendation."""

    facet = "round"

    def __init__(self):
        super().__init__("follow_ups__submission__round__slug")

    @property
    def counted_one_by_one(self):
        return list(self.published().values_list("slug", flat=True))


def status_filter():
    return FollowUpChoicesFilter("status", _("Status"), FollowUp.Status.choices, EXPLANATION)


def response_filter():
    return FollowUpChoicesFilter("response", _("Response"), FollowUp.Response.choices)


def side_filter():
    return FollowUpChoicesFilter("side", _("Side"), Side.choices)


def overdue_filter():
    """Return the filter of what a body should have finished before today, and has not."""
    return FollowUpChoicesFilter("overdue", _("Due date"), [(YES, _("Overdue"))])
