"""The search page over all kinds of records, and the suggestions of its search box."""

from urllib.parse import urlencode

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.search import autocomplete
from portal.search.indexed_filterset import AS_TYPED
from portal.search.search_all import did_you_mean, explained_query, find_groups
from portal.web.query_parameters import accept_parameters
from recommendations.models import Recommendation
from reports.models import Report, Statement
from reports.search_filter import MAX_SEARCH_CHARACTERS

HITS_PER_GROUP = 5
SUGGESTIONS_PER_KIND = 3
# Title, public records, and the URL name of the list with all results, by kind in the index.
GROUPS = {
    "recommendation": (
        _("Recommendations"),
        Recommendation.objects.published().for_listing(),
        "site:recommendation-list",
    ),
    "statement": (
        _("Statements"),
        Statement.objects.published().for_listing(),
        "site:statement-list",
    ),
    "report": (_("Reports"), Report.objects.published(), "site:report-list"),
}


@accept_parameters("q", "spelling", "page")
def search(request):
    if request.GET.get("page", "1") != "1":
        # The lists behind the groups have pages.
        raise Http404
    typed = request.GET.get("q", "")
    is_as_typed = request.GET.get("spelling") == AS_TYPED
    groups = find_groups(typed, limit=HITS_PER_GROUP, as_typed=is_as_typed)
    query, result_count = explained_query(groups), sum(group.hits.total for group in groups)
    context = {
        "typed": typed[:MAX_SEARCH_CHARACTERS].strip(),
        "rewritten_query": query,
        "groups": [shown_group(group) for group in groups],
        "is_as_typed": is_as_typed,
        "as_typed_link": "?" + urlencode({"q": typed, "spelling": AS_TYPED}),
        "result_count": result_count,
        "records_by_name": autocomplete.autocomplete(
            query.parsed.text, HITS_PER_GROUP, autocomplete.KINDS_WITHOUT_REPORTS
        ),
        "suggestions": [] if result_count else suggested_links(query),
    }
    return render(request, "site/search.html", context)


def shown_group(group):
    title, published, list_name = GROUPS[group.kind]
    return {
        "kind": group.kind,
        "title": title,
        "rewritten_query": group.rewritten_query,
        "total": group.hits.total,
        "records": group.records(published),
        "list_url": reverse(list_name),
    }


def suggested_links(query):
    """Return (text, link) of each spelling correction that has results of any kind."""
    return [(text, f"?{urlencode({'q': text})}") for text in did_you_mean(query)]


@accept_parameters("q")
def suggestions(request):
    """Return names that match the text typed so far, as JSON."""
    typed = request.GET.get("q", "")[:MAX_SEARCH_CHARACTERS]
    names = [
        {"name": record.localized_name, "kind": str(kind.singular)}
        for kind, records in autocomplete.autocomplete(typed, SUGGESTIONS_PER_KIND)
        for record in records
    ]
    return JsonResponse({"suggestions": names})
