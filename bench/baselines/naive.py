"""The page as most teams write it first: icontains, one COUNT for each value of each facet,
every value of a facet on the page, and the rows' records fetched one by one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import Context, Engine

from bench.questions import asked, terms
from bench.visitor import ask
from recommendations.models import Recommendation
from reports.models import Organization, Theme

ADDRESS = "/bench/naive/"
ROWS_PER_PAGE = 25

PAGE = Engine().from_string(
    """<!doctype html><title>Recommendations</title>
<h1>{{ page.paginator.count }} recommendations</h1>
{% for facet in facets %}<ul>
{% for value, label, count in facet %}<li><a href="?{{ value }}">{{ label }}</a> {{ count }}</li>
{% endfor %}</ul>{% endfor %}
{% for one in page %}<article>
<h2>{{ one.reference }} {{ one.get_level_display }}</h2>
<p>{{ one.report.title }}, {{ one.report.starts_on }}</p><p>{{ one.text }}</p>
{% for theme in one.themes.all %}<span>{{ theme.label }}</span>{% endfor %}
{% for body in one.organizations.all %}<span>{{ body.name }}</span>{% endfor %}
</article>{% endfor %}"""
)


def prepare() -> None:
    """Nothing to prepare: it works on the tables as they are."""


def answer(question: str) -> bytes:
    return ask(ADDRESS, question).content


def view(request):
    wanted = asked(request.META["QUERY_STRING"])
    rows = found(wanted).order_by("-report__starts_on", "report", "position")
    page = Paginator(rows, ROWS_PER_PAGE).page(wanted.page)
    return HttpResponse(PAGE.render(Context({"page": page, "facets": facets(wanted)})))


def found(wanted, *, but=""):
    """Return what fits the question under every filter but the one named."""
    fitting = Recommendation.objects.published()
    for term in terms(wanted.words):
        fitting = fitting.filter(text__icontains=term)
    if wanted.levels and but != "level":
        fitting = fitting.filter(level__in=wanted.levels)
    if wanted.themes and but != "theme":
        fitting = fitting.filter(themes__slug__in=wanted.themes)
    if wanted.organizations and but != "organization":
        fitting = fitting.filter(organizations__slug__in=wanted.organizations)
    return fitting.distinct()


def facets(wanted):
    by_level, by_theme, by_body = (
        found(wanted, but=name) for name in ("level", "theme", "organization")
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
        (body.slug, body.name, by_body.filter(organizations=body).count())
        for body in Organization.objects.all()
    ]
