"""What recommendations can be narrowed by. One class serves every outlet."""

from django_filters import MultipleChoiceFilter

from recommendations.models import Recommendation
from reports.facets import FacetedFilterSet
from reports.filters import WordsFilter, few_values, records, year_of
from reports.models import Instrument, Organization, Report, Theme


class RecommendationFilter(FacetedFilterSet):
    q = WordsFilter(["text", "reference"])
    level = MultipleChoiceFilter(
        label="Level",
        choices=Recommendation.Level.choices,
        validators=[few_values],
        error_messages={
            "invalid_choice": "“%(value)s” is not a level. "
            "The levels are national, bilateral, regional and all."
        },
    )
    theme = records("Theme", "themes", Theme.objects.published)
    organization = records(
        "Organization", "organizations", Organization.objects.published
    )
    instrument = records("Instrument", "instruments", Instrument.objects.published)
    report = records("Report", "report", Report.objects.published)
    year = year_of("report__starts_on")

    facet_columns = {
        "level": ("level",),
        "theme": ("themes__slug", "themes__label"),
        "organization": ("organizations__slug", "organizations__name"),
        "instrument": ("instruments__slug", "instruments__name"),
        "report": ("report__slug", "report__title"),
        "year": ("report__starts_on__year",),
    }

    class Meta:
        model = Recommendation
        fields = []
