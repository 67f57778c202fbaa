"""Answering for an address at which an earlier version of a report had something."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.models import Gone


def answer(request, slug, address):
    """Return the page of what is gone, status 410; raises Http404 for what never was."""
    found = (
        Gone.objects.published()
        .select_related("report")
        .filter(report__slug=slug, address=address)
        .first()
    )
    if found is None:
        raise Http404
    context = {
        "gone": found,
        "report": found.report,
        "sentence": _(
            "An earlier version of the report had this. The present version does not have it "
            "any more."
        ),
    }
    return render(request, "gone.html", context, status=410)


def answer_for_person(request, slug):
    """Return the page of a speaker whom no present version names; raises Http404 for nobody."""
    address = f"speakers/{slug}"
    named = Gone.objects.published().filter(address=address).order_by("-since")
    slugs = named.values_list("report__slug", flat=True)
    return answer(request, slugs.first() or "", address)
