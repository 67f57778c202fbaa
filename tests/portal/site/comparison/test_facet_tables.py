"""Facets side by side: each number is the total of the list that it links to."""

import random
from html import unescape

import pytest

from portal.search.filtersets import RecommendationSearch, StatementSearch
from portal.site.charts.counted_lists import RECOMMENDATIONS
from portal.site.comparison import facet_tables
from portal.site.comparison.facet_tables import compare_facets
from portal.site.comparison.selection_form import offered_facets
from portal.site.comparison.sides import read_sides
from recommendations.models import Recommendation
from tests.builders.random_workshops import make_workshops
from tests.builders.records import make_organization, make_recommendation, make_report, make_theme
from tests.harness.chart_pages import IS_EVERY_LINK, LINK, list_totals, some
from tests.harness.page_caches import forget_pages

pytestmark = pytest.mark.django_db
FILTERSETS = {"/compare/": RecommendationSearch, "/compare/statements/": StatementSearch}


def numbers_of(page):
    """Return {URL: number} of every linked number of the comparison."""
    links = {(unescape(url), text.strip()) for url, text in LINK.findall(page)}
    numbers = [(url, int(text)) for url, text in links if text.isdigit() and "?" in url]
    # Under one address there is one number, wherever it stands.
    assert len(numbers) == len(dict(numbers))
    return dict(numbers)


def random_selections(rng, filterset_class):
    """Yield query strings of a side: values of facets that are chosen, required or excluded."""
    choices = [
        (facet.name, choice.value)
        for facet in offered_facets(filterset_class)
        for choice in facet.choices
    ]
    choices += [("theme_status", status) for status in ("confirmed", "suggested")] * 5
    while True:
        pairs = []
        for name, value in rng.sample(choices, rng.randint(1, 4)):
            prefixes = ["", "", "not_"]
            if name in filterset_class.several_per_record:
                prefixes.append("all_")
            pairs.append(f"{rng.choice(prefixes)}{name}={value}".replace(" ", "+"))
        yield pairs + ["body=alone"] * (rng.random() < 0.2)


@pytest.mark.parametrize("path", sorted(FILTERSETS))
def test_every_number_of_random_comparisons_is_the_total_of_the_list_it_links_to(client, path):
    rng = random.Random(21)
    make_workshops(rng)
    selections = random_selections(rng, FILTERSETS[path])
    wrong, seen = [], 0
    for _ in range(8 if IS_EVERY_LINK else 4):
        pairs = [f"{prefix}.{pair}" for prefix in "ab" for pair in next(selections)]
        page = client.get(f"{path}?{'&'.join(pairs)}")
        numbers = numbers_of(page.content.decode())
        seen += len(numbers)
        # A page from the cache has no context.
        forget_pages()
        urls = some(numbers)
        totals = dict(zip(urls, list_totals(client, urls), strict=True))
        wrong += [(pairs, url) for url in urls if numbers[url] != totals[url]]

    assert wrong == []
    assert seen > 100


def compare(query, rf):
    records = Recommendation.objects.published()
    sides = read_sides(RecommendationSearch, records, rf.get(f"/compare/?{query}"))
    return compare_facets(sides, RECOMMENDATIONS)


@pytest.fixture
def _two_levels():
    """Two national recommendations and a regional one, on themes and to bodies of their own."""
    report = make_report(status="published")
    skills, fees, rights = (make_theme(label) for label in ("Skills", "Fees", "Rights"))
    ilo, iom = make_organization("ILO"), make_organization("IOM")
    for themes in ([skills, fees], [skills]):
        make_recommendation(report, level="national", themes=themes, addressees=[ilo])
    make_recommendation(report, level="regional", themes=[skills, rights], addressees=[iom])


@pytest.mark.usefixtures("_two_levels")
def test_the_counts_of_a_facet_stand_side_by_side(rf):
    compared = compare("a.level=national&b.level=regional", rf)

    tables = {
        figure.title: [
            (row.label, *(cell.count for cell in row.cells)) for row in figure.chart.rows
        ]
        for figure in compared.figures
    }
    assert tables == {
        "Theme": [("Skills", 2, 1), ("Fees", 1, 0), ("Rights", 0, 1)],
        "Organization": [("ILO", 2, 0), ("IOM", 0, 1)],
        "Addressed to": [("ILO", 2, 0), ("IOM", 0, 1)],
    }
    assert {figure.chart.heads for figure in compared.figures} == {("A", "B")}


@pytest.mark.usefixtures("_two_levels")
def test_a_facet_in_which_the_selections_agree_is_left_out(rf):
    # All are of one report, one series and one year.
    titles = [figure.title for figure in compare("a.theme=fees&b.theme=rights", rf).figures]

    assert titles == ["Level", "Theme", "Organization", "Addressed to"]


@pytest.mark.usefixtures("_two_levels")
def test_what_only_one_selection_has_is_listed_by_facet(rf):
    compared = compare("a.level=national&b.level=regional", rf)

    assert [
        (one.label, *([(value.label, value.count) for value in side.values] for side in one.sides))
        for one in compared.distinctive
    ] == [
        ("Theme", [("Fees", 1)], [("Rights", 1)]),
        ("Addressed to", [("ILO", 2)], [("IOM", 1)]),
        ("Organization", [("ILO", 2)], [("IOM", 1)]),
    ]


def test_long_tables_and_lists_say_how_much_they_leave_out(rf, monkeypatch):
    monkeypatch.setattr(facet_tables, "VALUES_OF_ONE_SIDE", 12)
    report = make_report(status="published")
    for number in range(14):
        make_recommendation(report, level="national", themes=[make_theme(f"Theme {number}")])
    make_recommendation(report, level="regional")

    compared = compare("a.level=national&b.level=regional", rf)

    (figure,) = compared.figures[:1]
    ((only_first, only_second),) = [one.sides for one in compared.distinctive]
    assert (len(figure.chart.rows), figure.note) == (10, "4 less frequent values are left out.")
    assert (len(only_first.values), only_first.left_out) == (12, 2)
    assert (only_second.values, only_second.left_out) == ([], 0)
