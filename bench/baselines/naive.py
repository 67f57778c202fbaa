"""A naive page: icontains, one COUNT per value of each facet, all values, and N+1 queries."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import Context, Engine

from bench.questions import parse_question, terms
from bench.visitor import fetch
from recommendations.models import Recommendation
from reports.models import Organization, Theme

URL = "/bench/naive/"
ROWS_PER_PAGE = 25

PAGE = Engine().from_string(
    """<!doctype html><title>Recommendations</title>
<h1>{{ page.paginator.count }} recommendations</h1>
{% for facet in facets %}<ul>
{% for value, label, count in facet %}<li><a href="?{{ value }}">{{ label }}</a> {{ count }}</li>
{% endfor %}</ul>{% endfor %}
{% for recommendation in page %}<article>
<h2>{{ recommendation.reference }} {{ recommendation.get_level_display }}</h2>
<p>{{ recommendation.report.title }}, {{ recommendation.report.starts_on }}</p><p>{{ recommendation.text }}</p>
{% for theme in recommendation.themes.all %}<span>{{ theme.label }}</span>{% endfor %}
{% for organization in recommendation.organizations.all %}<span>{{ organization.name }}</span>{% endfor %}
</article>{% endfor %}"""
)


def prepare() -> None:
    """Nothing to prepare: it works on the tables as they are."""


def answer(question: str) -> bytes:
    return fetch(URL, question).content


def view(request):
    query = parse_question(request.META["QUERY_STRING"])
    rows = matching(query).order_by("-report__starts_on", "report", "position")
    page = Paginator(rows, ROWS_PER_PAGE).page(query.page)
    return HttpResponse(PAGE.render(Context({"page": page, "facets": facets(query)})))


def matching(query, *, exclude=""):
    """Return the recommendations under every filter but the excluded one."""
    recommendations = Recommendation.objects.published()
    for term in terms(query.words):
        recommendations = recommendations.filter(text__icontains=term)
    if query.levels and exclude != "level":
        recommendations = recommendations.filter(level__in=query.levels)
    if query.themes and exclude != "theme":
        recommendations = recommendations.filter(themes__slug__in=query.themes)
    if query.organizations and exclude != "organization":
        recommendations = recommendations.filter(organizations__slug__in=query.organizations)
    return recommendations.distinct()


def facets(query):
    by_level, by_theme, by_organization = (
        matching(query, exclude=name) for name in ("level", "theme", "organization")
    )
    yield [
        (value, label, by_level.filter(level=value).count())
        for value, label in Recommendation.Level.choices
    ]
    yield [
        (theme.slug, theme.label, by_theme.filter(themes=theme).count())
        for theme in Theme.objects.all()
    ]
    yield [
        (
            organization.slug,
            organization.name,
            by_organization.filter(organizations=organization).count(),
        )
        for organization in Organization.objects.all()
    ]
