"""The form of a comparison offers the values of facets and keeps what it cannot express."""

import pytest

from portal.search.filtersets import RecommendationSearch
from portal.site.comparison import selection_form
from portal.site.comparison.selection_form import side_forms
from portal.site.comparison.sides import read_sides
from recommendations.models import Recommendation
from tests.builders.records import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def _two_reports():
    skills = make_theme("Skills")
    fees = make_theme("Fees", broader=skills)
    for title, themes in (("Work", [skills]), ("Borders", [fees]), ("Home", [])):
        report = make_report(status="published", title=title, slug=title.lower())
        make_recommendation(report, level="national", themes=themes)
    make_recommendation(make_report(title="Hidden"), level="regional", themes=[make_theme("Draft")])


def forms_of(rf, query):
    records = Recommendation.objects.published()
    sides = read_sides(RecommendationSearch, records, rf.get(f"/compare/?{query}"))
    return side_forms(RecommendationSearch, sides)


def options(select):
    return [(option.value, option.indent + option.label) for option in select.options]


def submitted(form):
    """Return the parameters that a browser sends of a side, without the empty ones."""
    sent = [(f"{form.side.prefix}q", form.side.filters.search_text)]
    sent += [(select.name, select.chosen) for select in form.selects]
    return {pair for pair in [*sent, *form.hidden_fields] if pair[1]}


@pytest.mark.usefixtures("_two_reports")
def test_reports_come_first_by_title_and_themes_as_a_tree(rf):
    form, _ = forms_of(rf, "")

    report, level, theme = form.selects[:3]
    assert options(report) == [("borders", "Borders"), ("home", "Home"), ("work", "Work")]
    assert options(level) == [("national", "National")]
    assert options(theme) == [("skills", "Skills"), ("fees", "\u2003Fees")]


@pytest.mark.usefixtures("_two_reports")
@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("b.report=work", {("b.report", "work")}),
        ("b.theme=skills&b.theme=fees", {("b.theme", "skills"), ("b.theme", "fees")}),
        ("b.not_theme=fees&b.level=all", {("b.not_theme", "fees"), ("b.level", "all")}),
        ("b.all_theme=fees&b.body=alone", {("b.all_theme", "fees"), ("b.body", "alone")}),
        ("b.q=train&b.spelling=typed", {("b.q", "train"), ("b.spelling", "typed")}),
        (
            "b.theme_status=suggested&b.sort=oldest",
            {("b.theme_status", "suggested"), ("b.sort", "oldest")},
        ),
        ("b.level=nowhere&b.report=work", {("b.report", "work")}),
    ],
)
def test_a_submitted_form_keeps_the_selection(rf, query, parameters):
    first, second = forms_of(rf, query)

    assert (submitted(first), submitted(second)) == (set(), parameters)


@pytest.mark.usefixtures("_two_reports")
def test_a_rare_value_is_an_option_if_it_is_chosen(rf, monkeypatch):
    monkeypatch.setattr(selection_form, "OPTIONS", 1)

    first, second = (form.selects[0] for form in forms_of(rf, "a.report=work"))

    assert ("work", "Work") in options(first)
    assert (first.chosen, first.has_more) == ("work", True)
    assert len(options(second)) == 1
