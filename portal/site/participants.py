"""The participants of a workshop."""

from django.shortcuts import get_object_or_404, render

from reports.models import Report


def participants(request, slug):
    report = get_object_or_404(Report.objects.published(), slug=slug)
    context = {
        "report": report,
        "participations": report.participations.with_affiliations().in_listing_order(),
        "missing_list": report.annexes.filter(
            subject__icontains="participants", session=None
        ).first(),
    }
    return render(request, "site/participants.html", context)
