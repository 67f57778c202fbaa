"""The participants of a workshop."""

from django.shortcuts import get_object_or_404, render

from portal.site.former_slugs import redirects_former_slugs
from reports.models import Report


@redirects_former_slugs
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
