"""Lists and pages of organizations, themes and instruments."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from portal.exports import skos
from portal.search.aggregates import (
    recommendations_by,
    recommendations_for,
    statements_by,
    statements_for,
    with_counts,
)
from portal.site.charts import count_charts
from portal.site.charts.year_charts import records_by_year
from portal.site.follow_up_summary import organization_figure
from portal.site.memberships import membership_facts
from reports.merge_redirects import canonical_by_slug
from reports.models import Instrument, Organization, Paragraph, Participation, Report, Theme

RECORDS_SHOWN = 20
MEETINGS_SHOWN = 200


def organizations(request):
    records = with_counts(
        Organization.objects.published().with_labels().order_by("name"), "organization"
    )
    context = {
        "organizations": sorted(records, key=organization_kind),
        "organizations_and_themes": count_charts.organizations_and_themes(),
        "speaking_organizations_and_themes": count_charts.speaking_organizations_and_themes(),
    }
    return render(request, "site/organization_list.html", context)


def organization_kind(organization):
    return list(Organization.Kind).index(organization.kind)


def organization(request, slug):
    published = Organization.objects.published()
    organization = published.select_related("part_of").filter(slug=slug).first()
    if organization is None:
        canonical = canonical_by_slug("organization", slug)
        if canonical is None:
            raise Http404
        return redirect(canonical, permanent=True)
    recommendations = recommendations_for("organization", slug)
    participations = Participation.objects.published().filter(organizations=organization)
    newest = participations.select_related("person", "report").order_by(
        "-report__starts_on", "report", "person__name", "pk"
    )
    context = {
        "organization": organization,
        "part_of": published.filter(pk=organization.part_of_id).first(),
        "parts": published.filter(part_of=organization).with_labels().order_by("name"),
        "co_chaired": Report.objects.published()
        .filter(co_chairs=organization)
        .newest_first()[:MEETINGS_SHOWN],
        "participations": newest[:MEETINGS_SHOWN],
        "participation_count": participations.count(),
        "statement_count": statements_for("organization", slug).count(),
        "recommendations": recommendations[:RECORDS_SHOWN],
        "recommendation_count": recommendations.count(),
        "mentions": mentions(organizations=organization),
        "levels_and_themes": count_charts.levels_and_themes(organization=slug),
        "by_year": records_by_year("organization", slug),
        "instruments": Instrument.objects.published().filter(adopted_by=organization).with_labels(),
        "memberships": membership_facts(organization),
        "follow_up": organization_figure(slug),
    }
    return render(request, "site/organization.html", context)


def themes(request):
    records = Theme.objects.published().with_labels().order_by("label")
    suggested = (
        by("theme_status").get("suggested", 0) for by in (recommendations_by, statements_by)
    )
    context = {"themes": with_counts(records, "theme"), "suggested_count": sum(suggested)}
    return render(request, "site/theme_list.html", context)


def themes_as_skos(request, extension):
    _, media_type = skos.FORMATS[extension]
    return HttpResponse(
        skos.serialize_themes(extension), content_type=f"{media_type}; charset=utf-8"
    )


def theme(request, slug):
    published = Theme.objects.published()
    theme = get_object_or_404(published, slug=slug)
    recommendations = recommendations_for("theme", slug)
    statements = statements_for("theme", slug)
    context = {
        "theme": theme,
        "broader": published.filter(pk=theme.broader_id).first(),
        "narrower": published.filter(broader=theme).with_labels().order_by("label"),
        "recommendations": recommendations[:RECORDS_SHOWN],
        "recommendation_count": recommendations.count(),
        "statements": statements[:RECORDS_SHOWN],
        "statement_count": statements.count(),
        "by_year": records_by_year("theme", slug),
        "suggested_recommendations": recommendations_by("theme_suggested").get(slug),
        "suggested_statements": statements_by("theme_suggested").get(slug),
    }
    return render(request, "site/theme.html", context)


def instruments(request):
    records = Instrument.objects.published().with_labels().order_by("name")
    context = {"instruments": with_counts(records, "instrument")}
    return render(request, "site/instrument_list.html", context)


def instrument(request, slug):
    instrument = get_object_or_404(Instrument.objects.published(), slug=slug)
    recommendations = recommendations_for("instrument", slug)
    adopters = Organization.objects.published()
    context = {
        "instrument": instrument,
        "adopted_by": adopters.filter(pk=instrument.adopted_by_id).first(),
        "recommendations": recommendations[:RECORDS_SHOWN],
        "recommendation_count": recommendations.count(),
        "mentions": mentions(instruments=instrument),
    }
    return render(request, "site/instrument.html", context)


def mentions(**lookup):
    """Return the number of matching paragraphs, and those of the newest workshops."""
    paragraphs = Paragraph.objects.published().filter(**lookup)
    order = ("-report__starts_on", "report", "session__position", "position")
    return {
        "count": paragraphs.count(),
        "first": paragraphs.select_related("report", "session").order_by(*order)[:RECORDS_SHOWN],
    }
