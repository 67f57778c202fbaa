"""The filterable lists: recommendations, statements, contributions and reports."""

from django_filters.views import FilterView

from portal.content.rationale_records import led_to_prefetch, rationale_prefetch
from portal.exports import declared_fields, list_columns
from portal.exports.archive import past_list
from portal.exports.archive.data_link import data_link
from portal.exports.briefing import briefing_builder
from portal.exports.briefing_export import briefing_view, offered_briefings
from portal.exports.citations import citation_builder
from portal.exports.follow_up_json import listed_follow_ups
from portal.exports.list_export import citation_view, list_views
from portal.lineage.listed import listed_lineage
from portal.search.filtersets import (
    ContributionSearch,
    RecommendationSearch,
    ReportSearch,
    StatementSearch,
)
from portal.search.found_records import FoundRecords
from portal.search.indexed_filterset import ROWS_PER_PAGE, SearchResults
from portal.site.cards.card_list import CardList
from portal.site.charts import count_charts
from portal.site.comparison.sides import comparison_url
from portal.site.past_lists import past_page
from portal.web import query_parameters
from portal.web.pagination import CappedPaginator
from recommendations.models import Recommendation
from reports.models import Contribution, Report, Statement

DEEPEST_PAGE = 1000


class ListPaginator(CappedPaginator):
    most_pages = DEEPEST_PAGE

    def page(self, number):
        # Facets are counted in parallel with the search for the rows. Only the first page
        # certainly exists: for a missing page nothing is counted.
        if number == 1:
            self.start_counting()
        number = self.validate_number(number)
        self.start_counting()
        return super().page(number)

    def start_counting(self):
        if isinstance(self.object_list, SearchResults):
            self.object_list.start_counting()


class FacetedList(FilterView):
    """A FilterView over an IndexedFilterSet.

    An invalid value answers 400 with the reason and without rows; a missing page answers 404.
    """

    paginate_by = ROWS_PER_PAGE
    paginator_class = ListPaginator
    has_cards = True

    def get(self, request, *args, **options):
        if past_list.is_asked_for(request.GET):
            return past_page(request, self.filterset_class)
        return super().get(request, *args, **options)

    def get_filterset(self, filterset_class):
        filters = super().get_filterset(filterset_class)
        query_parameters.set_unknown(self.request, filters.unknown_parameters)
        return filters

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        is_valid = not self.filterset.is_bound or self.filterset.is_valid()
        if self.has_cards and isinstance(context["object_list"], FoundRecords):
            # Before anything that waits for the facets.
            context["object_list"] = CardList(context["object_list"])
        return context | {
            "briefings": offered_briefings(context["paginator"].count),
            "data_link": data_link(self.request, self.filterset) if is_valid else None,
        }

    def render_to_response(self, context, **response):
        if self.filterset.is_bound and not self.filterset.is_valid():
            response["status"] = 400
        return super().render_to_response(context, **response)


class RecommendationList(FacetedList):
    filterset_class = RecommendationSearch
    queryset = Recommendation.objects.published().for_listing()
    template_name = "site/recommendation_list.html"

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        filters = context["filter"]
        is_invalid = filters.is_bound and not filters.is_valid()
        context["compare_url"] = comparison_url("site:compare", filters)
        return context | ({} if is_invalid else filters.nesting_counts)


class ContributionList(FacetedList):
    filterset_class = ContributionSearch
    queryset = Contribution.objects.published().for_listing()
    template_name = "site/contribution_list.html"


class StatementList(FacetedList):
    filterset_class = StatementSearch
    queryset = Statement.objects.published().for_listing()
    template_name = "site/statement_list.html"

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return context | {
            "compare_url": comparison_url("site:compare-statements", context["filter"])
        }


class ReportList(FacetedList):
    has_cards = False
    filterset_class = ReportSearch
    queryset = Report.objects.published()
    template_name = "site/report_list.html"

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        # The chart counts all reports: beside a filtered list it would mislead.
        is_unfiltered = not self.request.GET
        years = count_charts.workshops_by_year() if is_unfiltered else None
        return context | {"years": years}


recommendations_csv, recommendations_xlsx = list_views(
    RecommendationSearch,
    RecommendationList.queryset.prefetch_related(
        *declared_fields.prefetches("recommendation"),
        rationale_prefetch(),
        *listed_lineage(),
        listed_follow_ups(),
    ),
    list_columns.RECOMMENDATIONS,
    "recommendations",
)
contributions_csv, contributions_xlsx = list_views(
    ContributionSearch,
    ContributionList.queryset.prefetch_related(
        *declared_fields.prefetches("paragraph", "paragraph__"), led_to_prefetch("paragraph__")
    ),
    list_columns.CONTRIBUTIONS,
    "contributions",
)
statements_csv, statements_xlsx = list_views(
    StatementSearch,
    StatementList.queryset.prefetch_related(
        *declared_fields.prefetches("paragraph", "paragraph__"), led_to_prefetch("paragraph__")
    ),
    list_columns.STATEMENTS,
    "statements",
)


recommendation_citations = citation_view(
    RecommendationSearch,
    RecommendationList.queryset,
    citation_builder.cite_recommendation,
    "recommendations",
)
contribution_citations = citation_view(
    ContributionSearch, ContributionList.queryset, citation_builder.cite_statement, "contributions"
)
statement_citations = citation_view(
    StatementSearch, StatementList.queryset, citation_builder.cite_statement, "statements"
)


recommendation_briefing = briefing_view(
    RecommendationSearch,
    RecommendationList.queryset.prefetch_related(
        rationale_prefetch(with_speakers=True), listed_follow_ups()
    ),
    briefing_builder.RECOMMENDATIONS,
    "recommendations",
)
contribution_briefing = briefing_view(
    ContributionSearch, ContributionList.queryset, briefing_builder.STATEMENTS, "contributions"
)
statement_briefing = briefing_view(
    StatementSearch, StatementList.queryset, briefing_builder.STATEMENTS, "statements"
)
