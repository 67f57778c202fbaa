"""A page of a list as JSON: how many there are, what they can be narrowed by, some of them, the next."""

from typing import Generic, TypeVar

from django.conf import settings
from ninja import Field, Schema

from portal.api.parameters import LAST_PAGE, refuse_strangers
from portal.api.problems import RefusedError
from portal.parameters import say_unknown

Shape = TypeVar("Shape")


class Choice(Schema):
    value: str
    label: str
    count: int


class Understood(Schema):
    """What was made of the words in `q`."""

    added: list[str] = Field(description="Other wordings of the same, sought as well.")
    as_plain_words: bool = Field(
        description="Whether the signs did not fit together and only words were sought."
    )
    loosened: bool = Field(
        description="Whether nothing holds all of the words, so that some are enough."
    )


class Page(Schema, Generic[Shape]):
    count: int = Field(description="How many there are on all pages.")
    facets: dict[str, list[Choice]] = Field(
        description="The most frequent values of each filter, and how many remain under each."
    )
    results: list[Shape]
    next: str | None = Field(
        description="The address of the next page. Null on the last, and on the last that may be asked for."
    )


class Searched(Page[Shape], Generic[Shape]):
    understood: Understood


def page_of(request, asked, records, shape, facets=()):
    """Return the page asked for. One past the last is empty: a list may shrink while it is read."""
    start = (asked.page - 1) * asked.limit
    end = start + asked.limit
    count = records.count()
    is_last = count <= end or asked.page == LAST_PAGE
    return {
        "count": count,
        "facets": {facet.name: choices_of(facet) for facet in facets},
        "results": [shape(one) for one in records[start:end]],
        "next": None if is_last else address_of(request, asked.page + 1),
    }


def choices_of(facet):
    return [
        {"value": one.value, "label": one.label, "count": one.count}
        for one in facet.choices
    ]


def address_of(request, page):
    parameters = request.GET.copy()
    parameters["page"] = page
    return f"{settings.BASE_URL}{request.path}?{parameters.urlencode()}"


def filtered(request, asked, filterset_class, records):
    """Return the filter that the list's page uses, or refuse with its reasons."""
    refuse_strangers(request, asked)
    filters = filterset_class(request.GET, records, request=request)
    say_unknown(request, [])
    if not filters.is_valid():
        reasons = [(name, " ".join(said)) for name, said in filters.errors.items()]
        raise RefusedError(400, reasons)
    return filters


def understood(filters):
    return {
        "added": filters.sought.added,
        "as_plain_words": filters.sought.understood.as_plain_words,
        "loosened": filters.sought.is_loosened,
    }
