"""Paginated responses: count, facets, results and the URL of the next page."""

from datetime import datetime
from typing import Generic, TypeVar

from django.conf import settings
from ninja import Field, Schema

from portal.api.errors import BadQueryError
from portal.api.query_schemas import LAST_PAGE, reject_unknown_params
from portal.web.query_parameters import set_unknown

Item = TypeVar("Item")


class Choice(Schema):
    value: str
    label: str
    count: int


class NamedValue(Schema):
    facet: str
    value: str
    name: str


class ParsedQuery(Schema):
    """How the words in `q` were interpreted."""

    added: list[str] = Field(description="Other wordings that were searched for as well.")
    themes: list[str] = Field(description="The themes among `values`, by name.")
    values: list[NamedValue] = Field(
        description="Facet values that the words name: records with them are also found."
    )
    by_name: bool = Field(
        description="True if no text contains the words, so results have them in the names of "
        "their themes, organizations or reports."
    )
    widened: bool = Field(
        description="Whether few results have all words, and results with some of the words follow."
    )
    as_plain_words: bool = Field(
        description="Whether the syntax was invalid and the text was searched as plain words."
    )
    corrected_to: str | None = Field(
        description="The corrected spelling that was searched for, because no result contains the "
        "words as typed; null if nothing was corrected."
    )
    loosened: bool = Field(
        description="True if no result contains all the words, so results with only some of them "
        "are returned."
    )


class Page(Schema, Generic[Item]):
    count: int = Field(description="Number of results on all pages.")
    facets: dict[str, list[Choice]] = Field(
        description="The most frequent values of each filter, with the number of results under each."
    )
    results: list[Item]
    next: str | None = Field(
        description="URL of the next page; null on the last page and on the last one that may be requested."
    )


class SearchPage(Page[Item], Generic[Item]):
    understood: ParsedQuery
    as_of: datetime | None = Field(
        description="The moment since which the data have not changed; null until the newest changes "
        "are archived."
    )
    permalink: str | None = Field(
        description="URL that gives the same results at any time, newest workshop first unless `sort` is "
        "given; null if `as_of` is."
    )
    left_out: int = Field(
        description="With the parameter `as_of`: the number of results at that moment (whatever "
        "the search words) that have since been withdrawn and are left out."
    )


def paginate(request, params, records, serialize, facets=()):
    """Return the requested page. A page past the last is empty: lists may shrink between requests."""
    start = (params.page - 1) * params.limit
    end = start + params.limit
    count = records.count()
    return {
        "count": count,
        "facets": {facet.name: facet_choices(facet) for facet in facets},
        "results": [serialize(record) for record in records[start:end]],
        "next": next_url(request, params, count),
    }


def next_url(request, params, count):
    """Return the URL of the next page of `count` results, or None."""
    is_last = count <= params.page * params.limit or params.page == LAST_PAGE
    return None if is_last else page_url(request, params.page + 1)


def facet_choices(facet):
    return [
        {"value": choice.value, "label": choice.label, "count": choice.count}
        for choice in facet.choices
    ]


def page_url(request, page):
    parameters = request.GET.copy()
    parameters["page"] = page
    return absolute_url(request, f"?{parameters.urlencode()}")


def absolute_url(request, query_string):
    return f"{settings.BASE_URL}{request.path}{query_string}"


def apply_filter(request, params, filterset_class, records):
    """Return the filter set of the list's page. Raise BadQueryError if a value is invalid."""
    reject_unknown_params(request, params)
    filters = filterset_class(request.GET, records, request=request)
    set_unknown(request, [])
    if not filters.is_valid():
        reasons = [(name, " ".join(messages)) for name, messages in filters.errors.items()]
        raise BadQueryError(400, reasons)
    return filters


def parsed_query(query):
    """Return the fields of ParsedQuery for a RewrittenQuery."""
    return {
        "added": query.added_wordings,
        "themes": query.added_themes,
        "values": [
            {"facet": value.facet, "value": value.value, "name": value.localized_name}
            for value in query.added_values
        ],
        "by_name": query.is_by_name,
        "widened": query.is_widened,
        "as_plain_words": query.parsed.is_fallback,
        "corrected_to": query.parsed.text if query.corrected_from else None,
        "loosened": query.is_relaxed,
    }
