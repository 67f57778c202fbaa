"""The audit trail: who did what, when. Shown, searched by whom and by what, and taken along."""

from operator import attrgetter

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import render

from portal.accounts.roles import Deed
from portal.audit.models import Entry
from portal.exports import tables
from portal.views.editing.access import desk
from reports.text import clean_line

ENTRIES_PER_PAGE = 100
ENTRIES_AT_ONCE = 2000
COLUMNS = (
    *("pk", "at", "by_key", "by_name", "deed", "kind", "key", "name"),
    *("before", "after", "comment"),
)


@desk(Deed.TRAIL)
def trail(request):
    words = asked(request)
    page = Paginator(entries(words), ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "editing/trail.html", {"page_obj": page, "words": words})


@desk(Deed.TRAIL)
def trail_csv(request):
    found = in_steps(entries(asked(request)))
    return StreamingHttpResponse(
        tables.begun(
            tables.lines(found, [(name, attrgetter(name)) for name in COLUMNS])
        ),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit-trail.csv"'},
    )


def in_steps(found):
    """Return all entries, the newest first, and hold no cursor open while a reader is slow."""
    newest = found[:ENTRIES_AT_ONCE]
    while step := list(newest):
        yield from step
        newest = found.filter(pk__lt=step[-1].pk)[:ENTRIES_AT_ONCE]


def asked(request):
    return {
        name: clean_line(request.GET.get(name, "")).strip()[:200]
        for name in ("by", "key")
    }


def entries(words):
    found = Entry.objects.order_by("-pk")
    if words["by"]:
        found = found.filter(by_name__icontains=words["by"])
    return found.filter(key=words["key"]) if words["key"] else found
