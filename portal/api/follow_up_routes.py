"""What became of recommendations: the records of all rounds, and the rounds.

Docstrings of views are descriptions in the OpenAPI document.
"""

from django.http import Http404
from ninja import Query, Router

from portal.api import errors, follow_up_query_schemas, follow_up_schemas, pagination, query_schemas
from portal.exports import follow_up_json
from portal.exports.record_json import id_and_url
from recommendations.follow_up_list import FollowUpFilter, in_listing_order

router = Router()


def responses(schema):
    return {200: schema, errors.STATUSES: errors.Problem}


def record_item(record):
    recommendation = record.recommendation
    return follow_up_json.follow_up(record) | {
        "recommendation": id_and_url("recommendation", recommendation),
        "reference": recommendation.reference,
        "report": recommendation.report.slug,
    }


@router.get(
    "/follow-up/",
    response=responses(pagination.Page[follow_up_schemas.FollowUpRecord]),
)
def follow_up(request, params: Query[follow_up_query_schemas.FollowUps]):
    """What bodies say became of recommendations: records that no later one of the same round corrects."""
    current = follow_up_json.records().current()
    filters = pagination.apply_filter(request, params, FollowUpFilter, current)
    records = in_listing_order(filters.qs)
    return pagination.paginate(request, params, records, record_item, filters.facets)


@router.get("/follow-up/{int:id}/", response=responses(follow_up_schemas.FollowUpRecord))
def follow_up_record(request, id: query_schemas.Id):
    """One record, even if a later one corrects it."""
    return one_record(request, follow_up_json.records(), record_item, id)


@router.get("/rounds/", response=responses(pagination.Page[follow_up_schemas.Round]))
def rounds(request, params: Query[query_schemas.PageParams]):
    """The rounds in which stakeholders were asked what became of recommendations, the newest first."""
    query_schemas.reject_unknown_params(request, params)
    return pagination.paginate(request, params, follow_up_json.rounds(), follow_up_json.round_item)


@router.get("/rounds/{int:id}/", response=responses(follow_up_schemas.Round))
def round(request, id: query_schemas.Id):
    """One round."""
    return one_record(request, follow_up_json.rounds(), follow_up_json.round_item, id)


def one_record(request, records, serialize, id):
    query_schemas.reject_unknown_params(request)
    record = records.filter(pk=id).first()
    if record is None:
        raise Http404(f"No published {records.model._meta.verbose_name} has the id {id}.")
    return serialize(record)
