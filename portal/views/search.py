"""One box for everything: what is found among each kind of record, the best first."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.parameters import takes
from portal.search import asking, engine, names
from recommendations.models import Recommendation
from reports.models import Contribution, Paragraph, Report
from reports.words import SEARCH_CHARACTERS

SHOWN = 5
SUGGESTED = 3
# Kind in the index, what it is called, where each stands, and the list that shows the rest.
GROUPS = (
    (
        "recommendation",
        _("Recommendations"),
        Recommendation.objects.published().for_listing(),
        "recommendation-list",
    ),
    (
        "contribution",
        _("Contributions"),
        Contribution.objects.published().for_listing(),
        "contribution-list",
    ),
    (
        "paragraph",
        _("Other paragraphs"),
        Paragraph.objects.published().select_related("report", "session"),
        "",
    ),
    ("report", _("Reports"), Report.objects.published(), "report-list"),
)


@takes("q")
def search(request):
    typed = request.GET.get("q", "")
    groups = [group(*one, typed) for one in GROUPS]
    exact = [one for one in groups if not one["sought"].is_loosened]
    # Where some places hold all the words, those that hold a few are in the way.
    if any(one["total"] for one in exact):
        groups = exact
    sought = groups[0]["sought"]
    found = sum(one["total"] for one in groups)
    context = {
        "sought": sought,
        "groups": groups,
        "found": found,
        "named": names.called(sought.understood.typed, SHOWN, names.BESIDES_REPORTS),
        "alike": [] if found or not sought.root else instead(sought.understood.typed),
    }
    return render(request, "search/search.html", context)


@takes("q")
def suggestions(request):
    """Names for what the reader has typed so far, as JSON."""
    typed = request.GET.get("q", "")[:SEARCH_CHARACTERS]
    found = [
        {"name": str(record), "kind": str(kind.one)}
        for kind, records in names.called(typed, SUGGESTED)
        for record in records
    ]
    return JsonResponse({"suggestions": found})


def group(kind, title, records, list_name, typed):
    sought = asking.sought(typed, kind)
    question = engine.Question(kind=kind, root=sought.root)
    hits = engine.find(question, limit=SHOWN) if sought.root else engine.Hits(0, [])
    there = records.in_bulk(hits.keys)
    return {
        "sought": sought,
        "kind": kind,
        "title": title,
        "total": hits.total,
        "records": [there[key] for key in hits.keys if key in there],
        "list": list_name and reverse(list_name),
    }


def instead(typed):
    kinds = [kind for kind, *_ in GROUPS]
    words = (one for kind in kinds for one in asking.instead_of(typed, kind))
    return [(one, f"?{urlencode({'q': one})}") for one in dict.fromkeys(words)]
