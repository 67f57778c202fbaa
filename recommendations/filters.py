"""Filters of recommendations, shared by pages, feeds, exports and the API.

On the database, the filters `addressee` and `issuer` need a queryset `with_addressees()`.
"""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from recommendations.follow_up_filters import (
    RoundsFilter,
    overdue_filter,
    response_filter,
    side_filter,
    status_filter,
)
from recommendations.models import Recommendation
from recommendations.repetition import RepetitionFilter
from reports.facets import FacetedFilterSet
from reports.models import Instrument, Organization, Paragraph, Report
from reports.publication_filter import PublishedSinceFilter, added_time
from reports.record_filters import (
    BodyFilter,
    GroupsFilter,
    OrganizationsFilter,
    RecordsFilter,
    ThemesFilter,
    ThemeStatusFilter,
)
from reports.search_filter import SearchFilter
from reports.value_filters import ChoicesFilter, ValuesFilter, YearsFilter

# In addresses and the index: the level of a recommendation whose report states none.
NO_LEVEL = "none"


class LevelsFilter(ChoicesFilter):
    """A facet over levels, "not stated" among them."""

    def __init__(self):
        super().__init__(
            _("Level"),
            [*Recommendation.Level.choices, (NO_LEVEL, _("Level not stated"))],
            error_messages={
                "invalid_choice": _(
                    "“%(value)s” is not a level. The levels are national, bilateral, regional, "
                    "all and none."
                )
            },
        )

    def widen(self, level):
        return [level or NO_LEVEL]

    def filter(self, records, levels):
        return super().filter(records, ["" if level == NO_LEVEL else level for level in levels])


class RecommendationFilter(FacetedFilterSet):
    q = SearchFilter(["text", "reference", "label"])
    level = LevelsFilter()
    theme = ThemesFilter("theme_assignments")
    theme_status = ThemeStatusFilter("theme_assignments")
    organization = OrganizationsFilter("organizations__slug")
    body = BodyFilter()
    status = status_filter()
    response = response_filter()
    side = side_filter()
    round = RoundsFilter()
    overdue = overdue_filter()
    group = GroupsFilter("organizations__slug", day="report__starts_on")
    addressee = RecordsFilter(
        _("Addressed to"),
        "addressed__organization__slug",
        Organization.objects.published,
    )
    issuer = RecordsFilter(
        _("Recommended by"), "issued__organization__slug", Organization.objects.published
    )
    voice = ChoicesFilter(_("Voice"), Paragraph.Voice.choices, field_name="paragraph__voice")
    instrument = RecordsFilter(_("Instrument"), "instruments__slug", Instrument.objects.published)
    repeated = RepetitionFilter()
    report = RecordsFilter(
        _("Report"),
        "report__slug",
        Report.objects.published,
        attrgetter("language"),
    )
    series = ValuesFilter(_("Series"), "report__series")
    year = YearsFilter("report__starts_on")
    published_since = PublishedSinceFilter("report__", added_time("recommendation"))

    facet_columns = {
        "level": "level",
        "theme": "theme_assignments__theme__slug",
        "organization": "organizations__slug",
        "status": "follow_ups__status",
        "response": "follow_ups__response",
        "side": "follow_ups__submission__side",
        "round": "follow_ups__submission__round__slug",
        "overdue": "follow_ups__due_on",
        "group": ("organizations__slug", "report__starts_on"),
        "theme_status": "theme_assignments__status",
        "addressee": "addressed__organization__slug",
        "issuer": "issued__organization__slug",
        "voice": "paragraph__voice",
        "instrument": "instruments__slug",
        "repeated": "pk",
        "report": "report__slug",
        "series": "report__series",
        "year": "report__starts_on__year",
    }

    several_per_record = (
        *("theme", "organization", "status", "response", "side", "round"),
        *("group", "addressee", "issuer", "instrument"),
        "repeated",
    )

    class Meta:
        model = Recommendation
        fields = []
