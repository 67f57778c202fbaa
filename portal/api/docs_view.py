"""The documentation page of the API, made from its OpenAPI document."""

from functools import cache

from django.shortcuts import render
from django.urls import reverse

from portal.api import errors, querysets
from portal.api.routes import api
from portal.exports import follow_up_json, record_querysets

LIST_EXAMPLES = {
    "search": "?q=recruitment+fees&limit=5",
    "recommendations": "?q=recruitment+fees&level=regional&level=national&limit=5",
    "statements": "?q=recruitment&country=PHL&limit=5",
    "contributions": "?q=trafficking&session_kind=session&limit=5",
    "reports": "?year=2015",
    "speakers": "?q=an&limit=5",
    "organizations": "?q=ministry&limit=5",
    "themes": "?limit=5",
    "instruments": "?q=convention",
    "follow_up": "?side=employers&status=done&limit=5",
    "rounds": "?limit=5",
}
OBJECT_QUERYSETS = {
    "recommendation": record_querysets.recommendations,
    "statement": record_querysets.statements,
    "contribution": record_querysets.contributions,
    "report": record_querysets.reports,
    "speaker": querysets.speakers,
    "organization": querysets.organizations,
    "theme": querysets.themes,
    "instrument": querysets.instruments,
    "follow_up_record": follow_up_json.records,
    "round": follow_up_json.rounds,
}
# Lists of the parts of a report.
PARTS = ("report_sessions", "report_paragraphs", "report_participants", "report_versions")
BOUNDS = (
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("maxLength", "at most {} characters"),
    ("maxItems", "may be repeated, up to {} times"),
)
# A longer list of values is shown as a range, by its ends only.
MAX_LISTED_VALUES = 12


def docs(request):
    examples = example_urls()
    context = {
        "openapi": openapi_document(),
        "routes": [route | {"example": examples[route["name"]]} for route in routes()],
        "statuses": [
            (status, errors.DETAILS.get(status, "A parameter is not valid."))
            for status in sorted(errors.STATUSES)
        ],
    }
    return render(request, "api/documentation.html", context)


def example_urls():
    """Return {route name: URL}: lists with parameters, objects by their lowest public id."""
    urls = {name: reverse(f"api:{name}") + query for name, query in LIST_EXAMPLES.items()}
    for name, queryset in OBJECT_QUERYSETS.items():
        key = queryset().order_by("pk").values_list("pk", flat=True).first()
        urls[name] = reverse(f"api:{name}", args=[key]) if key else None
    report = record_querysets.reports().order_by("pk").first()
    for name in PARTS:
        urls[name] = reverse(f"api:{name}", args=[report.pk]) + "?limit=5" if report else None
    return urls


@cache
def openapi_document():
    return api.get_openapi_schema()


@cache
def routes():
    return [
        {
            "name": operation["operationId"],
            "path": path,
            "about": operation["description"],
            "parameters": sorted(
                map(describe_parameter, operation["parameters"]), key=parameter_order
            ),
        }
        for path, operations in openapi_document()["paths"].items()
        for operation in operations.values()
    ]


def parameter_order(parameter):
    """Put `q` first, and the parameters for sort order and pagination last."""
    name = parameter["name"]
    return (name in {"sort", "page", "limit"}, name != "q")


def describe_parameter(parameter):
    return {
        "name": parameter["name"],
        "about": parameter["description"],
        "rules": describe_bounds(parameter["schema"]),
    }


def describe_bounds(schema):
    item_schema = schema.get("items", schema)
    bounds = item_schema | schema
    # The empty value means that nothing is chosen.
    choices = bounds.pop("enum", item_schema.get("enum", ()))
    if values := [value for value in choices if value]:
        del bounds["maxLength"]
    rules = [words.format(bounds[key]) for key, words in BOUNDS if key in bounds]
    return [*describe_values(values), *rules] if values else rules


def describe_values(values):
    if len(values) > MAX_LISTED_VALUES:
        return [f"from {values[0]} to {values[-1]}"]
    return [f"one of {', '.join(values)}"]
