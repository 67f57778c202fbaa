"""One search over recommendations, statements and reports, as on the search page of the site.

Docstrings of views are descriptions in the OpenAPI document.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from ninja import Query, Router

from portal.api import errors, pagination, query_schemas, querysets, search_schemas, serializers
from portal.search import autocomplete
from portal.search.indexed_filterset import AS_TYPED
from portal.search.search_all import did_you_mean, explained_query, find_groups

NAMES_PER_KIND = 5
# The list in the API, its public records and their serializer, by kind in the index.
GROUPS = {
    "recommendation": ("recommendations", querysets.recommendations, serializers.recommendation),
    "statement": ("statements", querysets.statements, serializers.statement),
    "report": (
        "reports",
        lambda: querysets.with_details(querysets.reports()),
        serializers.report,
    ),
}

router = Router()


@router.get(
    "/search/", response={200: search_schemas.SearchResults, errors.STATUSES: errors.Problem}
)
def search(request, params: Query[query_schemas.Search]):
    """Recommendations, statements and reports with the same words, as on the search page.

    A page has up to `limit` results of each group, the best match first. If any text has all the words,
    those with only some of them are left out of every group.
    """
    query_schemas.reject_unknown_params(request, params)
    if params.spelling not in ("", AS_TYPED):
        raise errors.BadQueryError(422, [("spelling", f"is not `{AS_TYPED}`")])
    return search_results(request, params)


def search_results(request, params):
    groups = find_groups(
        params.q,
        limit=params.limit,
        offset=(params.page - 1) * params.limit,
        as_typed=params.spelling == AS_TYPED,
    )
    query, count = explained_query(groups), sum(group.hits.total for group in groups)
    longest = max(group.hits.total for group in groups)
    return {
        "count": count,
        "query": query.parsed.text,
        "understood": pagination.parsed_query(query),
        "did_you_mean": [] if count else did_you_mean(query),
        "by_name": records_by_name(query.parsed.text),
        **{name: empty_group(name) for name, _, _ in GROUPS.values()},
        **dict(group_results(group, params.spelling) for group in groups),
        "next": pagination.next_url(request, params, longest),
    }


def empty_group(name):
    """Return a group that is left out because other texts have more of the words."""
    return {"count": 0, "results": [], "list_url": None}


def group_results(group, spelling):
    """Return the name of a group and its results."""
    name, published, serialize = GROUPS[group.kind]
    words = {"q": group.rewritten_query.parsed.text} | ({"spelling": spelling} if spelling else {})
    total = group.hits.total
    list_url = f"{settings.BASE_URL}{reverse(f'api:{name}')}?{urlencode(words)}"
    return name, {
        "count": total,
        "results": [serialize(record) for record in group.records(published())],
        "list_url": list_url if total else None,
    }


def records_by_name(text):
    found = autocomplete.autocomplete(text, NAMES_PER_KIND, autocomplete.KINDS_WITHOUT_REPORTS)
    return [
        {"kind": kind.key, **serializers.link(record)}
        for kind, records in found
        for record in records
    ]
