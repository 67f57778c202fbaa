"""Theme status filters: a list, its counts and its facets refer to the same theme assignment."""

import itertools
import random
from urllib.parse import urlencode

import pytest

from reports.models import Theme
from tests.builders.filterset_pairs import FILTERSETS, build_pair, list_keys
from tests.builders.random_workshops import make_workshops
from tests.builders.records import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db
STATUSES = [[], ["confirmed"], ["suggested"], ["suggested", "confirmed"]]
EXCLUDED = [[], ["suggested"]]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FILTERSETS))
def test_theme_and_status_filters_find_and_count_what_the_database_does(
    name,
):
    make_workshops(random.Random(7))
    slugs = list(Theme.objects.values_list("slug", flat=True))
    wrong = []
    for themes, status, without in itertools.product(
        [[], *([slug] for slug in slugs), slugs[:2]], STATUSES, EXCLUDED
    ):
        choices = {"theme": themes, "theme_status": status, "not_theme_status": without}
        link = urlencode(choices, doseq=True)
        indexed, queried = build_pair(name, f"?{link}")
        expected = [record.pk for record in queried.qs.in_document_order().distinct()]
        if (list_keys(indexed), indexed.qs.count()) != (expected, len(expected)):
            wrong.append((link, "rows"))
        wrong += [
            (link, facet)
            for facet in ("theme", "theme_status", "year")
            if dict(indexed.counts(facet)) != dict(queried.counts(facet))
        ]

    assert wrong == []


def test_a_theme_status_filter_applies_to_the_theme_filtered_by():
    report = make_report(status="published")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    confirmed = make_recommendation(report, themes=[skills], suggested=[fees])
    suggested = make_recommendation(report, suggested=[skills])

    keys = {
        query: list_keys(build_pair("recommendations", query)[0])
        for query in (
            "?theme=skills&theme_status=confirmed",
            "?theme=fees&theme_status=confirmed",
            "?theme_status=confirmed",
            "?theme_status=suggested",
        )
    }

    assert list(keys.values()) == [[confirmed.pk], [], [confirmed.pk], [confirmed.pk, suggested.pk]]
    facets = {
        status: dict(build_pair("recommendations", f"?theme_status={status}")[0].counts("theme"))
        for status in ("confirmed", "suggested")
    }
    assert facets == {
        "confirmed": {"skills": 1},
        "suggested": {"skills": 1, "fees": 1},
    }
