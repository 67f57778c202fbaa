"""Lists of the API as they were on a day: the stored items, as the API showed them then."""

from typing import Any

from django.http import JsonResponse

from portal.api import pagination, query_schemas
from portal.api.errors import BadQueryError
from portal.exports.archive.past_list import PastList, PastListError
from portal.web.query_parameters import set_unknown


def past_page(request, params, filterset_class):
    """Return a page of a past list; its items bypass the present schema."""
    query_schemas.reject_unknown_params(request, params)
    data = request.GET.copy()
    data.pop("limit", None)
    try:
        past = PastList(filterset_class, data)
    except PastListError as error:
        raise BadQueryError(400, error.reasons) from None
    set_unknown(request, [])
    page = pagination.paginate(request, params, past, lambda shown: shown.item)
    return JsonResponse(
        page
        | {
            "understood": pagination.parsed_query(past.filters.rewritten_query),
            "as_of": past.as_of.address_value,
            "permalink": pagination.absolute_url(request, past.exact_query),
            "left_out": past.left_out,
        }
    )


def permalink(request, link: Any) -> dict[str, Any]:
    """Return the fields of a current list with which the same results can be requested later."""
    return {
        "as_of": link and link.at,
        "permalink": link and pagination.absolute_url(request, link.query_string),
        "left_out": 0,
    }
