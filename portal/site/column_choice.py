"""The page that chooses the columns of a list's files."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.exports import list_columns
from portal.exports.archive import past_list
from portal.exports.column_choice import PARAMETER, key_of
from portal.search.filtersets import ContributionSearch, RecommendationSearch, StatementSearch
from portal.web import query_parameters


def column_page(filterset_class, columns, record, title):
    """Return the view of the page; `record` begins the names of the list's URLs."""

    def view(request):
        offered = columns
        if past_list.is_asked_for(request.GET):
            past = past_list.PastList(filterset_class, request.GET)
            filters, offered = past.filters, past.columns()
        else:
            filters = filterset_class(request.GET, request=request)
        query_parameters.set_unknown(request, filters.unknown_parameters)
        context = {
            "title": title,
            "list_url": reverse(f"site:{record}-list") + filters.query_string,
            "csv_url": reverse(f"site:{record}-csv"),
            "xlsx_url": reverse(f"site:{record}-xlsx"),
            "filter": filters,
            "parameter": PARAMETER,
            "columns": [(key_of(column), column[0]) for column in offered],
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
    "recommendation",
    _("Recommendations"),
)
contributions = column_page(
    ContributionSearch, list_columns.CONTRIBUTIONS, "contribution", _("Contributions")
)
statements = column_page(StatementSearch, list_columns.STATEMENTS, "statement", _("Statements"))
