"""The list page behind every filterable list: words, facets, pages, and a clear answer to nonsense."""

from django_filters.views import FilterView

ROWS_PER_PAGE = 50


class FacetedList(FilterView):
    """A FilterView over a FacetedFilterSet.

    A value that a filter does not know gives the page with the reason, no rows and
    status 400; a page number that does not exist gives 404.
    """

    paginate_by = ROWS_PER_PAGE

    def render_to_response(self, context, **response):
        if self.filterset.is_bound and not self.filterset.is_valid():
            response["status"] = 400
        return super().render_to_response(context, **response)
