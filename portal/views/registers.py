"""Organizations, themes and instruments: the lists, and all that reports say of one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from portal.charts import numbers
from portal.counting import (
    asked_under,
    contributions_by,
    recommendations_by,
    said_under,
    with_counts,
)
from portal.registers.heirs import heir_at
from reports.models import (
    Instrument,
    Organization,
    Paragraph,
    Participation,
    Report,
    Theme,
)

SHOWN = 20
MEETINGS_SHOWN = 200


def organizations(request):
    found = with_counts(
        Organization.objects.published().order_by("name"), "organization"
    )
    context = {
        "organizations": sorted(found, key=kind_of),
        "asked_on": numbers.organizations_and_themes(),
    }
    return render(request, "portal/organization_list.html", context)


def not_found():
    raise Http404


def kind_of(organization):
    return list(Organization.Kind).index(organization.kind)


def organization(request, slug):
    public = Organization.objects.published().select_related("part_of")
    found = public.filter(slug=slug).first()
    if found is None:
        return redirect(heir_at("organization", slug) or not_found(), permanent=True)
    asked = asked_under("organization", slug)
    took_part = Participation.objects.published().filter(organizations=found)
    newest = took_part.select_related("person", "report").order_by(
        "-report__starts_on", "report", "person__name", "pk"
    )
    context = {
        "organization": found,
        "part_of": Organization.objects.published().filter(pk=found.part_of_id).first(),
        "parts": Organization.objects.published()
        .filter(part_of=found)
        .order_by("name"),
        "co_chaired": Report.objects.published()
        .filter(co_chairs=found)
        .newest_first()[:MEETINGS_SHOWN],
        "participations": newest[:MEETINGS_SHOWN],
        "participation_count": took_part.count(),
        "contribution_count": said_under("organization", slug).count(),
        "recommendations": asked[:SHOWN],
        "recommendation_count": asked.count(),
        "naming": naming(organizations=found),
        "levels_and_themes": numbers.levels_and_themes(organization=slug),
        "instruments": Instrument.objects.published().filter(adopted_by=found),
    }
    return render(request, "portal/organization.html", context)


def themes(request):
    found = Theme.objects.published().order_by("label")
    context = {"themes": with_counts(found, "theme"), **theme_assignments()}
    return render(request, "portal/theme_list.html", context)


def theme_assignments():
    """Return how many assignments of themes there are, and how many are only suggested."""
    return {
        name: sum(recommendations_by(facet).values())
        + sum(contributions_by(facet).values())
        for name, facet in (("assigned", "theme"), ("suggested", "theme_suggested"))
    }


def theme(request, slug):
    found = get_object_or_404(Theme.objects.published(), slug=slug)
    asked, said = asked_under("theme", slug), said_under("theme", slug)
    context = {
        "theme": found,
        "broader": Theme.objects.published().filter(pk=found.broader_id).first(),
        "narrower": Theme.objects.published().filter(broader=found).order_by("label"),
        "recommendations": asked[:SHOWN],
        "recommendation_count": asked.count(),
        "contributions": said[:SHOWN],
        "contribution_count": said.count(),
        "suggested_recommendations": recommendations_by("theme_suggested").get(slug),
        "suggested_contributions": contributions_by("theme_suggested").get(slug),
    }
    return render(request, "portal/theme.html", context)


def instruments(request):
    found = Instrument.objects.published().order_by("name")
    context = {"instruments": with_counts(found, "instrument")}
    return render(request, "portal/instrument_list.html", context)


def instrument(request, slug):
    found = get_object_or_404(Instrument.objects.published(), slug=slug)
    asked = asked_under("instrument", slug)
    adopters = Organization.objects.published()
    context = {
        "instrument": found,
        "adopted_by": adopters.filter(pk=found.adopted_by_id).first(),
        "recommendations": asked[:SHOWN],
        "recommendation_count": asked.count(),
        "naming": naming(instruments=found),
    }
    return render(request, "portal/instrument.html", context)


def naming(**what):
    """Return how many paragraphs name something, and those of the newest workshops."""
    named = Paragraph.objects.published().filter(**what)
    order = ("-report__starts_on", "report", "session__position", "position")
    return {
        "count": named.count(),
        "first": named.select_related("report", "session").order_by(*order)[:SHOWN],
    }
