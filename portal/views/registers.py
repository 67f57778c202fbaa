"""Organizations, themes and instruments: the lists, and all that reports say of one."""

from django.shortcuts import get_object_or_404, render

from portal.counting import with_counts
from recommendations.models import Recommendation
from reports.models import (
    Contribution,
    Instrument,
    Organization,
    Paragraph,
    Participation,
    Report,
    Theme,
)

SHOWN = 20


def organizations(request):
    found = with_counts(
        Organization.objects.published(),
        "organizations",
        "participation__organizations",
    )
    context = {"organizations": sorted(found.order_by("name"), key=kind_of)}
    return render(request, "portal/organization_list.html", context)


def kind_of(organization):
    return list(Organization.Kind).index(organization.kind)


def organization(request, slug):
    found = get_object_or_404(
        Organization.objects.published().select_related("part_of"), slug=slug
    )
    asked = Recommendation.objects.published().filter(organizations=found)
    took_part = Participation.objects.published().filter(organizations=found)
    said = Contribution.objects.published().filter(participation__organizations=found)
    context = {
        "organization": found,
        "part_of": Organization.objects.published().filter(pk=found.part_of_id).first(),
        "parts": Organization.objects.published()
        .filter(part_of=found)
        .order_by("name"),
        "co_chaired": Report.objects.published().filter(co_chairs=found).newest_first(),
        "participations": took_part.select_related("person", "report").as_listed(),
        "contribution_count": said.count(),
        "recommendations": asked.distinct().for_listing().as_printed()[:SHOWN],
        "recommendation_count": asked.distinct().count(),
        "naming": naming(organizations=found),
        "instruments": Instrument.objects.published().filter(adopted_by=found),
    }
    return render(request, "portal/organization.html", context)


def themes(request):
    found = with_counts(Theme.objects.published(), "themes", "paragraph__themes")
    context = {"themes": found.order_by("label")}
    return render(request, "portal/theme_list.html", context)


def theme(request, slug):
    found = get_object_or_404(Theme.objects.published(), slug=slug)
    asked = Recommendation.objects.published().filter(themes=found)
    said = Contribution.objects.published().filter(paragraph__themes=found)
    context = {
        "theme": found,
        "broader": Theme.objects.published().filter(pk=found.broader_id).first(),
        "narrower": Theme.objects.published().filter(broader=found).order_by("label"),
        "recommendations": asked.for_listing().as_printed()[:SHOWN],
        "recommendation_count": asked.count(),
        "contributions": said.for_listing().as_printed()[:SHOWN],
        "contribution_count": said.count(),
    }
    return render(request, "portal/theme.html", context)


def instruments(request):
    found = with_counts(
        Instrument.objects.published(), "instruments", "paragraph__instruments"
    )
    context = {"instruments": found.order_by("name")}
    return render(request, "portal/instrument_list.html", context)


def instrument(request, slug):
    found = get_object_or_404(Instrument.objects.published(), slug=slug)
    asked = Recommendation.objects.published().filter(instruments=found)
    adopters = Organization.objects.published()
    context = {
        "instrument": found,
        "adopted_by": adopters.filter(pk=found.adopted_by_id).first(),
        "recommendations": asked.for_listing().as_printed()[:SHOWN],
        "recommendation_count": asked.count(),
        "naming": naming(instruments=found),
    }
    return render(request, "portal/instrument.html", context)


def naming(**what):
    """Return how many paragraphs name something, and the first of them."""
    named = Paragraph.objects.published().filter(**what)
    return {
        "count": named.count(),
        "first": named.select_related("report", "session").as_printed()[:SHOWN],
    }
