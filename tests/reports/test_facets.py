"""Facets: each count equals the total that its link leads to, under any other filters.

SELECTIONS=200 tries as many selections of each list (`make oracle-check`).
"""

import os
import random

import pytest
from django.http import QueryDict
from django.urls import reverse

from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.filters import ContributionFilter
from reports.models import Contribution
from tests.builders.random_workshops import make_workshops

SELECTIONS = int(os.environ.get("SELECTIONS", "3"))
LISTS = {
    "recommendation-list": lambda data: RecommendationFilter(
        data, Recommendation.objects.published().with_addressees()
    ),
    "contribution-list": lambda data: ContributionFilter(
        data, Contribution.objects.published().with_session_key()
    ),
}


@pytest.fixture
def rng():
    return random.Random(2015)


@pytest.fixture
def portal(db, rng):
    make_workshops(rng)


def count_records(name, link):
    return LISTS[name](QueryDict(link.removeprefix("?"))).qs.distinct().count()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_facet_count_equals_the_number_of_records_found(portal, rng, name):
    wrong = []
    link = "?"
    for _ in range(SELECTIONS):
        filterset = LISTS[name](QueryDict(link.removeprefix("?")))
        choices = [choice for facet in filterset.facets for choice in facet.choices]
        wrong += [c for c in choices if c.count != count_records(name, c.only_link)]
        choice = rng.choice(choices)
        link = rng.choice([choice.only_link, choice.add_link, choice.remove_link])

    assert wrong == []


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_facet_count_equals_the_total_on_the_page_it_links_to(client, portal, name):
    facets = client.get(reverse(f"site:{name}")).context["filter"].facets

    wrong = [
        (facet.name, choice.label)
        for facet in facets
        for choice in facet.choices
        if client.get(reverse(f"site:{name}") + choice.only_link).context["paginator"].count
        != choice.count
    ]

    assert wrong == []


@pytest.mark.parametrize("name", sorted(LISTS))
def test_an_active_facet_choice_has_a_link_that_removes_it(client, portal, name):
    facet = next(
        f for f in client.get(reverse(f"site:{name}")).context["filter"].facets if f.choices
    )
    page = client.get(reverse(f"site:{name}") + facet.choices[0].only_link)

    ((_, chosen),) = page.context["filter"].active_choices

    assert (chosen.value, chosen.remove_link) == (facet.choices[0].value, "?")
