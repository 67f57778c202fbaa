"""Themes by status: a list, its counts and its facets speak of one and the same assignment."""

import itertools
import random
from urllib.parse import urlencode

import pytest

from reports.models import Theme
from tests.builders import make_recommendation, make_report, make_theme
from tests.portal.search.test_engine import LISTS, both, keys_in
from tests.workshops import make_workshops

pytestmark = pytest.mark.django_db
STATUSES = [[], ["confirmed"], ["suggested"], ["suggested", "confirmed"]]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_choice_of_themes_and_status_finds_and_counts_what_the_database_does(
    name,
):
    make_workshops(random.Random(7))
    slugs = list(Theme.objects.values_list("slug", flat=True))
    wrong = []
    for themes, status in itertools.product(
        [[], *([one] for one in slugs), slugs[:2]], STATUSES
    ):
        link = urlencode({"theme": themes, "theme_status": status}, doseq=True)
        searched, looked_up = both(name, f"?{link}")
        expected = [one.pk for one in looked_up.qs.as_printed().distinct()]
        if (keys_in(searched), searched.qs.count()) != (expected, len(expected)):
            wrong.append((link, "rows"))
        wrong += [
            (link, facet)
            for facet in ("theme", "theme_status", "year")
            if dict(searched.counts(facet)) != dict(looked_up.counts(facet))
        ]

    assert wrong == []


def test_a_status_beside_a_theme_is_that_of_this_theme():
    report = make_report(status="published")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    sure = make_recommendation(report, themes=[skills], suggested=[fees])
    guessed = make_recommendation(report, suggested=[skills])

    found = {
        query: keys_in(both("recommendations", query)[0])
        for query in (
            "?theme=skills&theme_status=confirmed",
            "?theme=fees&theme_status=confirmed",
            "?theme_status=confirmed",
            "?theme_status=suggested",
        )
    }

    assert list(found.values()) == [[sure.pk], [], [sure.pk], [sure.pk, guessed.pk]]
    facets = {
        status: dict(
            both("recommendations", f"?theme_status={status}")[0].counts("theme")
        )
        for status in ("confirmed", "suggested")
    }
    assert facets == {
        "confirmed": {"skills": 1},
        "suggested": {"skills": 1, "fees": 1},
    }
