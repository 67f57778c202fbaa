"""The page that chooses the columns of a list's files."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.exports import list_columns
from portal.exports.column_choice import PARAMETER, key_of
from portal.search.filtersets import ContributionSearch, RecommendationSearch, StatementSearch
from portal.web import query_parameters


def column_page(filterset_class, columns, list_name, title):
    """Return the view of the page."""

    def view(request):
        filters = filterset_class(request.GET, request=request)
        query_parameters.set_unknown(request, filters.unknown_parameters)
        context = {
            "title": title,
            "list_url": reverse(list_name) + filters.query_string,
            "filter": filters,
            "parameter": PARAMETER,
            "columns": [(key_of(column), column[0]) for column in columns],
            "hidden_fields": [
                (key, value) for key, values in filters.data.lists() for value in values
            ],
        }
        status = 400 if filters.is_bound and not filters.is_valid() else 200
        return render(request, "site/columns.html", context, status=status)

    return view


recommendations = column_page(
    RecommendationSearch,
    list_columns.RECOMMENDATIONS,
    "site:recommendation-list",
    _("Recommendations"),
)
contributions = column_page(
    ContributionSearch, list_columns.CONTRIBUTIONS, "site:contribution-list", _("Contributions")
)
statements = column_page(
    StatementSearch, list_columns.STATEMENTS, "site:statement-list", _("Statements")
)
