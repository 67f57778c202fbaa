"""The search page over all kinds of records, and the suggestions of its search box."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.search import autocomplete, engine
from portal.search.indexed_filterset import AS_TYPED
from portal.search.query import rewrite
from portal.web.query_parameters import accept_parameters
from recommendations.models import Recommendation
from reports.models import Report, Statement
from reports.search_filter import MAX_SEARCH_CHARACTERS

HITS_PER_GROUP = 5
SUGGESTIONS_PER_KIND = 3
# Kind in the index, title, public records, and the URL name of the list with all results.
GROUPS = (
    (
        "recommendation",
        _("Recommendations"),
        Recommendation.objects.published().for_listing(),
        "site:recommendation-list",
    ),
    (
        "statement",
        _("Statements"),
        Statement.objects.published().for_listing(),
        "site:statement-list",
    ),
    ("report", _("Reports"), Report.objects.published(), "site:report-list"),
)


@accept_parameters("q", "spelling", "page")
def search(request):
    if request.GET.get("page", "1") != "1":
        # The lists behind the groups have pages.
        raise Http404
    typed = request.GET.get("q", "")
    is_as_typed = request.GET.get("spelling") == AS_TYPED
    found = find(typed, as_typed=is_as_typed)
    query, result_count = found[0]["rewritten_query"], sum(group["total"] for group in found)
    context = {
        "typed": typed[:MAX_SEARCH_CHARACTERS].strip(),
        "rewritten_query": query,
        "groups": found,
        "is_as_typed": is_as_typed,
        "as_typed_link": "?" + urlencode({"q": typed, "spelling": AS_TYPED}),
        "result_count": result_count,
        "records_by_name": autocomplete.autocomplete(
            query.parsed.text, HITS_PER_GROUP, autocomplete.KINDS_WITHOUT_REPORTS
        ),
        "suggestions": [] if result_count or not query.root else did_you_mean(query.parsed.text),
    }
    return render(request, "site/search.html", context)


def find(typed, *, as_typed):
    """Return the groups of results: with all words, or corrected, or with some words."""
    groups = [result_group(group, typed, as_typed=as_typed) for group in GROUPS]
    exact = [group for group in groups if not group["rewritten_query"].is_relaxed]
    # If any document matches all words, those that match only some are left out.
    if any(group["total"] for group in exact):
        return exact
    if not as_typed and (corrected := corrected_groups(typed)):
        return corrected
    return groups


def corrected_groups(typed):
    """Return the groups for the corrected spelling, if a query of plain words has one."""
    for kind in [group[0] for group in GROUPS]:
        query = rewrite.rewrite_query(typed, kind)
        if query.corrected_from:
            groups = [result_group(group, query.parsed.text) for group in GROUPS]
            for group in groups:
                own = group["rewritten_query"]
                group["rewritten_query"] = replace(own, corrected_from=query.corrected_from)
            return [group for group in groups if not group["rewritten_query"].is_relaxed]
    return []


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


def result_group(group, typed, *, as_typed=False):
    kind, title, queryset, list_name = group
    rewritten_query = rewrite.rewrite_query(typed, kind, as_typed=as_typed, correct_spelling=False)
    query = engine.SearchQuery(kind=kind, root=rewritten_query.root)
    hits = (
        engine.search(query, limit=HITS_PER_GROUP) if rewritten_query.root else engine.Hits(0, [])
    )
    records = queryset.in_bulk(hits.keys)
    return {
        "rewritten_query": rewritten_query,
        "kind": kind,
        "title": title,
        "total": hits.total,
        "records": [records[key] for key in hits.keys if key in records],
        "list_url": reverse(list_name),
    }


def did_you_mean(typed):
    """Return (text, link) of each spelling correction that has results of any kind."""
    kinds = [kind for kind, *_ in GROUPS]
    texts = (text for kind in kinds for text in rewrite.corrections(typed, kind))
    return [(text, f"?{urlencode({'q': text})}") for text in dict.fromkeys(texts)]
