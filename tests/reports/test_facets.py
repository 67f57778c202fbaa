"""A facet's number is what its link leads to, under whatever else is chosen."""

import random

import pytest
from django.http import QueryDict
from django.urls import reverse

from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.filters import ContributionFilter
from reports.models import Contribution
from tests.workshops import make_workshops

LISTS = {
    "recommendation-list": lambda data: RecommendationFilter(
        data, Recommendation.objects.published().with_addressees()
    ),
    "contribution-list": lambda data: ContributionFilter(
        data, Contribution.objects.published().with_session_key()
    ),
}


@pytest.fixture
def chance():
    return random.Random(2015)


@pytest.fixture
def portal(db, chance):
    make_workshops(chance)


def found_by(name, link):
    return LISTS[name](QueryDict(link.removeprefix("?"))).qs.distinct().count()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_count_is_what_choosing_it_gives(portal, chance, name):
    wrong = []
    link = "?"
    for _ in range(12):
        chosen = LISTS[name](QueryDict(link.removeprefix("?")))
        choices = [one for facet in chosen.facets for one in facet.choices]
        wrong += [one for one in choices if one.count != found_by(name, one.only_link)]
        one = chance.choice(choices)
        link = chance.choice([one.only_link, one.add_link, one.remove_link])

    assert wrong == []


@pytest.mark.parametrize("name", sorted(LISTS))
def test_the_page_says_the_number_that_the_facet_said(client, portal, name):
    facets = client.get(reverse(name)).context["filter"].facets

    wrong = [
        (facet.name, choice.label)
        for facet in facets
        for choice in facet.choices
        if client.get(reverse(name) + choice.only_link).context["paginator"].count
        != choice.count
    ]

    assert wrong == []


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_choice_is_given_up_by_its_own_link(client, portal, name):
    facet = next(
        f for f in client.get(reverse(name)).context["filter"].facets if f.choices
    )
    page = client.get(reverse(name) + facet.choices[0].only_link)

    ((_, chosen),) = page.context["filter"].chosen

    assert (chosen.value, chosen.remove_link) == (facet.choices[0].value, "?")
