"""Recommendations as lists read them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from recommendations.listing import load_listed
from recommendations.models import Involvement, Recommendation
from tests.builders.records import (
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db


def shown(recommendation):
    """Return everything that a card or a citation shows."""
    report = recommendation.report
    return (
        (recommendation.pk, recommendation.number, recommendation.text, recommendation.level),
        (recommendation.voice, recommendation.parent and recommendation.parent.text),
        (report.title, report.year, report.series, report.language, report.published_at),
        [
            (one.theme.localized_name, one.theme.get_absolute_url(), one.is_suggested)
            for one in recommendation.listed_assignments
        ],
        [one.localized_name for one in recommendation.addressees],
        [one.localized_name for one in recommendation.issuers],
        recommendation.get_absolute_url(),
    )


@pytest.fixture
def recommendations():
    report = make_report(status="published", language="id")
    theme = make_theme("Recruitment")
    theme.labels.create(language="id", label="Perekrutan")
    labour = make_organization("Ministry of Labour")
    parent = make_recommendation(
        report,
        paragraph=make_paragraph(report=report, voice="agreed"),
        themes=[theme],
        suggested=[make_theme("Return")],
        addressees=[labour, make_organization("ASEAN Secretariat")],
        label="5",
    )
    issuer = Involvement(recommendation=parent, organization=labour, role=Involvement.Role.ISSUER)
    issuer.save()
    return [parent, make_recommendation(parent=parent), make_recommendation(report, level="")]


@pytest.mark.parametrize("language", ["en", "id"])
def test_listed_recommendations_show_the_same_as_those_of_the_queryset(recommendations, language):
    keys = [one.pk for one in recommendations]

    with override(language):
        listed = load_listed(keys)
        expected = Recommendation.objects.published().for_listing().in_bulk(keys)

        assert {key: shown(one) for key, one in listed.items()} == {
            key: shown(one) for key, one in expected.items()
        }


def test_recommendations_of_reports_that_are_not_public_are_left_out(recommendations):
    draft = make_recommendation(make_report())

    assert load_listed([draft.pk, recommendations[0].pk]).keys() == {recommendations[0].pk}


def test_the_number_of_queries_does_not_grow_with_the_recommendations(recommendations):
    with CaptureQueriesContext(connection) as queries:
        for recommendation in load_listed([one.pk for one in recommendations]).values():
            shown(recommendation)

    # Recommendations, assignments, involvements; themes and organizations, without labels in English.
    assert len(queries) <= 7
