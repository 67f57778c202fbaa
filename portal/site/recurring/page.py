"""The page of what recurs across meetings, who asked for it, and what is new or not taken up."""

from collections.abc import Collection

from django.shortcuts import render

from portal.lineage.lines import Line, find_lines
from portal.site.recurring import selections
from portal.site.recurring.selections import RecurringSearch, Selected
from portal.web import query_parameters
from reports.models import Report

# Lines are made from this many of the newest recurring recommendations, and this many are shown.
MOST_COMPARED = 500
MOST_LINES = 20
MOST_VALUES = 10
MOST_RECORDS = 10
# Facets that say who asked, and where.
ASKED_BY = ("issuer", "report", "series")
MOST_MEETINGS = 200


def recurring(request):
    filters = RecurringSearch(request.GET, request=request)
    query_parameters.set_unknown(request, filters.unknown_parameters)
    is_valid = not filters.is_bound or filters.is_valid()
    context = {"filter": filters}
    if is_valid:
        # nosemgrep: undeclared-query-parameter -- declared by its FilterSet
        context |= page_context(filters, request.GET.get("meeting", ""))
    return render(request, "site/recurring.html", context, status=200 if is_valid else 400)


def page_context(filters, chosen):
    data = filters.list_data
    every, recurs = Selected(data), selections.recurring(data)
    meetings = meetings_of(every)
    meeting = next(
        (one for one in meetings if one.slug == chosen), meetings[0] if meetings else None
    )
    taken_up = selections.not_taken_up(data)
    new = selections.new_in(data, meeting.slug) if meeting else None
    return {
        "every": every,
        "recurs": recurs,
        "asked_by": [
            (recurs.filters.filters[name].label, recurs.values(name, MOST_VALUES))
            for name in ASKED_BY
        ],
        "lines": most_repeated(recurs.keys(MOST_COMPARED)),
        "meetings": meetings,
        "meeting": meeting,
        "form_fields": [(key, value) for key, values in data.lists() for value in values],
        "new": new,
        "new_records": new.first(MOST_RECORDS) if new else [],
        "not_taken_up": taken_up,
        "not_taken_up_records": taken_up.first(MOST_RECORDS),
    }


def meetings_of(selected: Selected) -> list[Report]:
    """Return the reports of a selection, the newest meeting first."""
    slugs = selected.slugs("report", MOST_MEETINGS)
    return list(Report.objects.published().filter(slug__in=slugs).newest_first())


def most_repeated(keys: Collection[int]) -> list[Line]:
    """Return the lines of the recommendations, each once, those with the most meetings first.

    A line starts from its newest member in the selection; its other members start no line.
    """
    lines = find_lines(keys)
    found: list[Line] = []
    covered: set[int] = set()
    # Newest first: the keys come in the order of the list.
    for key in keys:
        if key not in covered:
            found.append(lines[key])
            covered |= {one.recommendation.pk for one in lines[key].members}
    return sorted(found, key=lambda line: -len(line.meetings))[:MOST_LINES]
