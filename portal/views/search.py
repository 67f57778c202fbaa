"""One box for everything: what is found among each kind of record, the best first."""

from django.shortcuts import render
from django.urls import reverse

from portal.search import alike, engine, rings, synonyms
from portal.search.query import understand
from recommendations.models import Recommendation
from reports.models import Contribution, Paragraph, Report

SHOWN = 5
# Kind in the index, what it is called, where each stands, and the list that shows the rest.
GROUPS = (
    (
        "recommendation",
        "Recommendations",
        Recommendation.objects.published().for_listing(),
        "recommendation-list",
    ),
    (
        "contribution",
        "Contributions",
        Contribution.objects.published().for_listing(),
        "contribution-list",
    ),
    (
        "paragraph",
        "Other paragraphs",
        Paragraph.objects.published().select_related("report", "session"),
        "",
    ),
    ("report", "Reports", Report.objects.published(), "report-list"),
)


def search(request):
    understood = understand(request.GET.get("q", ""))
    root, added = synonyms.widened(understood.root, rings.current())
    groups = [group(*one, root) for one in GROUPS] if root else []
    found = sum(one["total"] for one in groups)
    context = {
        "understood": understood,
        "root": root,
        "added": added,
        "groups": groups,
        "found": found,
        "alike": [] if found or not root else instead(understood.typed),
    }
    return render(request, "search/search.html", context)


def group(kind, title, records, list_name, root):
    hits = engine.find(engine.Question(kind=kind, root=root), limit=SHOWN)
    there = records.in_bulk(hits.keys)
    return {
        "kind": kind,
        "title": title,
        "total": hits.total,
        "records": [there[key] for key in hits.keys if key in there],
        "list": list_name and reverse(list_name),
    }


def instead(typed):
    kinds = [kind for kind, *_ in GROUPS]
    return list(
        dict.fromkeys(
            words for kind in kinds for words in alike.instead_of(typed, kind)
        )
    )
