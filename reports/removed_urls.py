"""410 pages for records that an earlier version of a report had."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.models import RemovedUrl


def gone_response(request, slug, path):
    """Return the 410 page for a path below the report. Raises Http404 if nothing was there."""
    removed = (
        RemovedUrl.objects.published()
        .select_related("report")
        .filter(report__slug=slug, path=path)
        .first()
    )
    if removed is None:
        raise Http404
    context = {
        "removed": removed,
        "report": removed.report,
        "message": _(
            "An earlier version of the report contained this. The current version does not."
        ),
    }
    return render(request, "site/gone.html", context, status=410)


def gone_person_response(request, slug):
    """Return the 410 page of a person whom no current version of a report names."""
    path = f"speakers/{slug}"
    removed = RemovedUrl.objects.published().filter(path=path).order_by("-removed_at")
    slugs = removed.values_list("report__slug", flat=True)
    return gone_response(request, slugs.first() or "", path)
