"""The page at /api/: the OpenAPI document in words, with an address to try for each route."""

from functools import cache

from django.shortcuts import render
from django.urls import reverse

from portal.api import problems, records
from portal.api.routes import api

TRY = {
    "recommendations": "?q=recruitment+fees&level=regional&level=national&limit=5",
    "contributions": "?q=trafficking&session_kind=session&limit=5",
    "reports": "?year=2015",
    "speakers": "?q=an&limit=5",
    "organizations": "?q=ministry&limit=5",
    "themes": "?limit=5",
    "instruments": "?q=convention",
}
ONE = {
    "recommendation": records.recommendations,
    "contribution": records.contributions,
    "report": records.reports,
    "speaker": records.speakers,
    "organization": records.organizations,
    "theme": records.themes,
    "instrument": records.instruments,
}
BOUNDS = (
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("maxLength", "at most {} characters"),
    ("maxItems", "may be repeated, up to {} times"),
)
# More are a range, and told by their ends.
VALUES_TOLD = 12


def documentation(request):
    examples = addresses_to_try()
    context = {
        "described": described(),
        "routes": [route | {"example": examples[route["name"]]} for route in routes()],
        "statuses": [
            (status, problems.DETAILS.get(status, "A parameter is not as described."))
            for status in sorted(problems.STATUSES)
        ],
    }
    return render(request, "api/documentation.html", context)


def addresses_to_try():
    """Return an address for every route: of lists, a question; of objects, a public one."""
    found = {name: reverse(f"api:{name}") + query for name, query in TRY.items()}
    for name, these in ONE.items():
        key = these().order_by("pk").values_list("pk", flat=True).first()
        found[name] = reverse(f"api:{name}", args=[key]) if key else None
    return found


@cache
def described():
    return api.get_openapi_schema()


@cache
def routes():
    return [
        {
            "name": operation["operationId"],
            "path": path,
            "about": operation["description"],
            "parameters": sorted(map(told, operation["parameters"]), key=place_of),
        }
        for path, operations in described()["paths"].items()
        for operation in operations.values()
    ]


def place_of(parameter):
    """Put words first and what cuts the list into pages last."""
    name = parameter["name"]
    return (name in {"sort", "page", "limit"}, name != "q")


def told(parameter):
    """Return a parameter's name, meaning and bounds in words."""
    return {
        "name": parameter["name"],
        "about": parameter["description"],
        "rules": rules_of(parameter["schema"]),
    }


def rules_of(schema):
    each = schema.get("items", schema)
    bounds = each | schema
    # An empty value chooses nothing.
    if values := [one for one in bounds.pop("enum", each.get("enum", ())) if one]:
        del bounds["maxLength"]
    rules = [words.format(bounds[key]) for key, words in BOUNDS if key in bounds]
    return [*values_told(values), *rules] if values else rules


def values_told(values):
    if len(values) > VALUES_TOLD:
        return [f"from {values[0]} to {values[-1]}"]
    return [f"one of {', '.join(values)}"]
