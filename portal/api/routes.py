"""The routes of the API: lists with the filters of their pages, and single objects.

Docstrings of views are descriptions in the OpenAPI document.
"""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from portal.api import (
    errors,
    follow_up_routes,
    pagination,
    past_pages,
    query_schemas,
    querysets,
    report_routes,
    schemas,
    search_routes,
    serializers,
)
from portal.exports import record_json, record_querysets
from portal.exports.archive import past_list
from portal.exports.archive.data_link import data_link
from portal.search.filtersets import (
    ContributionSearch,
    RecommendationSearch,
    ReportSearch,
    StatementSearch,
)
from reports.merge_redirects import canonical_by_id
from reports.search_filter import NameFilter


class Api(NinjaAPI):
    """A NinjaAPI whose OpenAPI document describes errors as problem documents."""

    def get_openapi_operation_id(self, operation):
        return operation.view_func.__name__

    def get_openapi_schema(self, **options):
        document = super().get_openapi_schema(**options)
        for operations in document["paths"].values():
            for status, response in operations["get"]["responses"].items():
                if status in errors.STATUSES:
                    schema = response["content"].pop("application/json")
                    response["content"][errors.MEDIA_TYPE] = schema
        return document


api = Api(
    title="Workshop outcomes",
    version="1",
    description="What workshops recommended and what their speakers said: the lists of the "
    "site, with the same parameters. Read-only, open to every origin; no key is needed.",
    docs_url=None,
    urls_namespace="api",
    servers=[{"url": settings.BASE_URL}],
)
api.add_router("", report_routes.router)
api.add_router("", search_routes.router)
api.add_router("", follow_up_routes.router)
api.add_exception_handler(errors.BadQueryError, errors.handle_bad_query)
api.add_exception_handler(Http404, errors.handle_not_found)
api.add_exception_handler(ValidationError, errors.handle_validation_error)


def responses(schema):
    return {200: schema, errors.STATUSES: errors.Problem}


def retrieve(request, records, serialize, id):
    """Return an object by its id, or raise Http404.

    The id of a merged record redirects to its canonical record.
    """
    query_schemas.reject_unknown_params(request)
    record = records.filter(pk=id).first()
    if record is None:
        if canonical := canonical_by_id(records.model, id):
            return redirect(request.resolver_match.view_name, canonical.pk, permanent=True)
        kind = records.model._meta.verbose_name
        raise Http404(f"No published {kind} has the id {id}.")
    return serialize(record)


def list_by_name(request, params, records, serialize):
    """Return a page of the records whose names contain all words of `q`."""
    query_schemas.reject_unknown_params(request, params)
    matching = NameFilter(records.model).filter(records, params.q)
    return pagination.paginate(request, params, matching, serialize)


def list_by_search(request, params, filterset_class, records, serialize):
    """Return a page of the results of the site's list under the same parameters."""
    if past_list.is_asked_for(request.GET):
        return past_pages.past_page(request, params, filterset_class)
    if params.searched:
        raise errors.BadQueryError(400, [("searched", "is possible with as_of only")])
    filters = pagination.apply_filter(request, params, filterset_class, records)
    page = pagination.paginate(request, params, filters.qs, serialize, filters.facets)
    understood = {"understood": pagination.parsed_query(filters.rewritten_query)}
    return page | understood | past_pages.permalink(request, data_link(request, filters))


@api.get(
    "/recommendations/",
    response=responses(pagination.SearchPage[schemas.Recommendation]),
)
def recommendations(request, params: Query[query_schemas.Recommendations]):
    """What workshops recommended, including nested points."""
    records = record_querysets.recommendations()
    return list_by_search(
        request, params, RecommendationSearch, records, record_json.recommendation
    )


@api.get(
    "/recommendations/{int:id}/",
    response=responses(schemas.Recommendation),
)
def recommendation(request, id: query_schemas.Id):
    """One recommendation."""
    return retrieve(request, record_querysets.recommendations(), record_json.recommendation, id)


@api.get(
    "/statements/",
    response=responses(pagination.SearchPage[schemas.Statement]),
)
def statements(request, params: Query[query_schemas.Statements]):
    """Everything that was said, by people, States and bodies, or by nobody in particular."""
    records = record_querysets.statements()
    return list_by_search(request, params, StatementSearch, records, record_json.statement)


@api.get(
    "/statements/{int:id}/",
    response=responses(schemas.Statement),
)
def statement(request, id: query_schemas.Id):
    """One statement."""
    return retrieve(request, record_querysets.statements(), record_json.statement, id)


@api.get(
    "/contributions/",
    response=responses(pagination.SearchPage[schemas.Contribution]),
)
def contributions(request, params: Query[query_schemas.Contributions]):
    """What named speakers said. Their views are their own."""
    records = record_querysets.contributions()
    return list_by_search(request, params, ContributionSearch, records, record_json.contribution)


@api.get(
    "/contributions/{int:id}/",
    response=responses(schemas.Contribution),
)
def contribution(request, id: query_schemas.Id):
    """One contribution."""
    return retrieve(request, record_querysets.contributions(), record_json.contribution, id)


@api.get("/reports/", response=responses(pagination.SearchPage[schemas.Report]))
def reports(request, params: Query[query_schemas.Reports]):
    """The reports, the newest workshop first."""
    records = record_querysets.with_details(record_querysets.reports())
    return list_by_search(request, params, ReportSearch, records, record_json.report)


@api.get("/reports/{int:id}/", response=responses(schemas.Report))
def report(request, id: query_schemas.Id):
    """One report."""
    records = record_querysets.with_details(record_querysets.reports())
    return retrieve(request, records, record_json.report, id)


@api.get("/speakers/", response=responses(pagination.Page[schemas.Speaker]))
def speakers(request, params: Query[query_schemas.Named]):
    """People who took part, by name, with their role at each workshop."""
    return list_by_name(request, params, querysets.speakers(), serializers.speaker)


@api.get("/speakers/{int:id}/", response=responses(schemas.Speaker))
def speaker(request, id: query_schemas.Id):
    """One person."""
    return retrieve(request, querysets.speakers(), serializers.speaker, id)


@api.get(
    "/organizations/",
    response=responses(pagination.Page[schemas.Organization]),
)
def organizations(request, params: Query[query_schemas.Named]):
    """Organizations that took part, are named, or are asked to act."""
    return list_by_name(request, params, querysets.organizations(), serializers.organization)


@api.get(
    "/organizations/{int:id}/",
    response=responses(schemas.Organization),
)
def organization(request, id: query_schemas.Id):
    """One organization."""
    return retrieve(request, querysets.organizations(), serializers.organization, id)


@api.get("/themes/", response=responses(pagination.Page[schemas.Theme]))
def themes(request, params: Query[query_schemas.Named]):
    """Topics of the reports."""
    return list_by_name(request, params, querysets.themes(), serializers.theme)


@api.get("/themes/{int:id}/", response=responses(schemas.Theme))
def theme(request, id: query_schemas.Id):
    """One theme."""
    return retrieve(request, querysets.themes(), serializers.theme, id)


@api.get("/instruments/", response=responses(pagination.Page[schemas.Instrument]))
def instruments(request, params: Query[query_schemas.Named]):
    """Conventions, declarations and other texts that reports name."""
    return list_by_name(request, params, querysets.instruments(), serializers.instrument)


@api.get(
    "/instruments/{int:id}/",
    response=responses(schemas.Instrument),
)
def instrument(request, id: query_schemas.Id):
    """One instrument."""
    return retrieve(request, querysets.instruments(), serializers.instrument, id)
