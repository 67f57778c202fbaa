"""The routes of the API: each list as its page has it, and each object alone."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from portal.api import objects, pages, parameters, problems, records, shapes
from portal.registers.heirs import heir_of
from portal.search.filters import (
    ContributionSearch,
    RecommendationSearch,
    ReportSearch,
)
from reports.words import WordsFilter


class Api(NinjaAPI):
    """Describes its refusals as what they are: problem documents."""

    def get_openapi_operation_id(self, operation):
        return operation.view_func.__name__

    def get_openapi_schema(self, **options):
        described = super().get_openapi_schema(**options)
        for operations in described["paths"].values():
            for status, answer in operations["get"]["responses"].items():
                if status in problems.STATUSES:
                    schema = answer["content"].pop("application/json")
                    answer["content"][problems.MEDIA_TYPE] = schema
        return described


api = Api(
    title="Workshop outcomes",
    version="1",
    description="What workshops recommended and what their speakers said: the lists of the "
    "site with the same parameters. Read-only, open to every origin, without a key.",
    docs_url=None,
    urls_namespace="api",
    servers=[{"url": settings.BASE_URL}],
)
api.add_exception_handler(problems.RefusedError, problems.refused)
api.add_exception_handler(Http404, problems.not_found)
api.add_exception_handler(ValidationError, problems.not_valid)


def answers(shape):
    return {200: shape, problems.STATUSES: problems.Problem}


def one_of(request, found, shape, id):
    """Return an object by its id, or say that there is none of this kind in public.

    The id of a record that was merged into another leads to that one.
    """
    parameters.refuse_strangers(request)
    record = found.filter(pk=id).first()
    if record is None:
        if merged := heir_of(found.model, id):
            return redirect(request.resolver_match.view_name, merged.pk, permanent=True)
        kind = found.model._meta.verbose_name
        raise Http404(f"There is no {kind} {id} in what is published.")
    return shape(record)


def named(request, asked, found, shape):
    """Return a page of what has the parts of a name in one of the columns."""
    parameters.refuse_strangers(request, asked)
    narrowed = WordsFilter(found.model.name_columns).filter(found, asked.q)
    return pages.page_of(request, asked, narrowed, shape)


def searched(request, asked, search, found, shape):
    """Return a page of what the site's search finds under the same parameters."""
    filters = pages.filtered(request, asked, search, found)
    page = pages.page_of(request, asked, filters.qs, shape, filters.facets)
    return page | {"understood": pages.understood(filters)}


@api.get(
    "/recommendations/",
    response=answers(pages.Searched[objects.Recommendation]),
)
def recommendations(request, asked: Query[parameters.Recommendations]):
    """What participants asked for, nested points included."""
    found = records.recommendations()
    return searched(request, asked, RecommendationSearch, found, shapes.recommendation)


@api.get(
    "/recommendations/{int:id}/",
    response=answers(objects.Recommendation),
)
def recommendation(request, id: parameters.Id):
    """One recommendation."""
    return one_of(request, records.recommendations(), shapes.recommendation, id)


@api.get(
    "/contributions/",
    response=answers(pages.Searched[objects.Contribution]),
)
def contributions(request, asked: Query[parameters.Contributions]):
    """What named speakers said. Their views are their own."""
    found = records.contributions()
    return searched(request, asked, ContributionSearch, found, shapes.contribution)


@api.get(
    "/contributions/{int:id}/",
    response=answers(objects.Contribution),
)
def contribution(request, id: parameters.Id):
    """One contribution."""
    return one_of(request, records.contributions(), shapes.contribution, id)


@api.get("/reports/", response=answers(pages.Searched[objects.Report]))
def reports(request, asked: Query[parameters.Reports]):
    """The reports, the newest workshop first."""
    found = records.in_full(records.reports())
    return searched(request, asked, ReportSearch, found, shapes.report)


@api.get("/reports/{int:id}/", response=answers(objects.Report))
def report(request, id: parameters.Id):
    """One report."""
    found = records.in_full(records.reports())
    return one_of(request, found, shapes.report, id)


@api.get("/speakers/", response=answers(pages.Page[objects.Speaker]))
def speakers(request, asked: Query[parameters.Named]):
    """Those who took part, by name, with what they were at each workshop."""
    return named(request, asked, records.speakers(), shapes.speaker)


@api.get("/speakers/{int:id}/", response=answers(objects.Speaker))
def speaker(request, id: parameters.Id):
    """One person."""
    return one_of(request, records.speakers(), shapes.speaker, id)


@api.get(
    "/organizations/",
    response=answers(pages.Page[objects.Organization]),
)
def organizations(request, asked: Query[parameters.Named]):
    """Bodies that took part, are named, or are asked to act."""
    return named(request, asked, records.organizations(), shapes.organization)


@api.get(
    "/organizations/{int:id}/",
    response=answers(objects.Organization),
)
def organization(request, id: parameters.Id):
    """One organization."""
    return one_of(request, records.organizations(), shapes.organization, id)


@api.get("/themes/", response=answers(pages.Page[objects.Theme]))
def themes(request, asked: Query[parameters.Named]):
    """What reports speak about."""
    return named(request, asked, records.themes(), shapes.theme)


@api.get("/themes/{int:id}/", response=answers(objects.Theme))
def theme(request, id: parameters.Id):
    """One theme."""
    return one_of(request, records.themes(), shapes.theme, id)


@api.get("/instruments/", response=answers(pages.Page[objects.Instrument]))
def instruments(request, asked: Query[parameters.Named]):
    """Conventions, declarations and other texts that reports name."""
    return named(request, asked, records.instruments(), shapes.instrument)


@api.get(
    "/instruments/{int:id}/",
    response=answers(objects.Instrument),
)
def instrument(request, id: parameters.Id):
    """One instrument."""
    return one_of(request, records.instruments(), shapes.instrument, id)
