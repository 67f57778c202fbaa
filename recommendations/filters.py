"""Filters of recommendations, shared by pages, feeds, exports and the API.

On the database, the `addressee` filter needs a queryset `with_addressees()`.
"""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from recommendations.models import Recommendation
from reports.facets import FacetedFilterSet
from reports.filters import (
    ChoicesFilter,
    RecordsFilter,
    SearchFilter,
    ThemesFilter,
    ThemeStatusFilter,
    ValuesFilter,
    YearsFilter,
)
from reports.models import Instrument, Organization, Paragraph, Report


class RecommendationFilter(FacetedFilterSet):
    q = SearchFilter(["text", "reference", "label"])
    level = ChoicesFilter(
        _("Level"),
        Recommendation.Level.choices,
        error_messages={
            "invalid_choice": _(
                "“%(value)s” is not a level. The levels are national, bilateral, regional and all."
            )
        },
    )
    theme = ThemesFilter("theme_assignments")
    theme_status = ThemeStatusFilter("theme_assignments")
    organization = RecordsFilter(
        _("Organization"), "organizations__slug", Organization.objects.published
    )
    addressee = RecordsFilter(
        _("Addressed to"),
        "addressed__organization__slug",
        Organization.objects.published,
    )
    voice = ChoicesFilter(_("Voice"), Paragraph.Voice.choices, field_name="paragraph__voice")
    instrument = RecordsFilter(_("Instrument"), "instruments__slug", Instrument.objects.published)
    report = RecordsFilter(
        _("Report"),
        "report__slug",
        Report.objects.published,
        attrgetter("language"),
    )
    series = ValuesFilter(_("Series"), "report__series")
    year = YearsFilter("report__starts_on")

    facet_columns = {
        "level": "level",
        "theme": "theme_assignments__theme__slug",
        "organization": "organizations__slug",
        "theme_status": "theme_assignments__status",
        "addressee": "addressed__organization__slug",
        "voice": "paragraph__voice",
        "instrument": "instruments__slug",
        "report": "report__slug",
        "series": "report__series",
        "year": "report__starts_on__year",
    }

    class Meta:
        model = Recommendation
        fields = []
