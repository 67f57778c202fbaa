"""API schemas of references: what led to a recommendation, and what a paragraph led to."""

import pytest

from tests.builders.api_answers import get_json
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_person,
    make_rationale_link,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


def test_what_led_to_a_recommendation_is_serialized_in_both_directions(client, site):
    report = make_report(status="published")
    said = make_paragraph(report=report, voice="named", number="6")
    unnumbered = make_paragraph(report=report, voice="collective", number="", anchor="u2")
    contribution = make_contribution(said, person=make_person("Ana Reyes"))
    recommendation, none = (make_recommendation(report) for _ in range(2))
    for paragraph in (said, unnumbered):
        make_rationale_link(recommendation, paragraph)
    make_rationale_link(none, said, "rejected")
    make_rationale_link(none)

    statements = get_json(client, "recommendation", recommendation)["statements"]
    led_to = get_json(client, "contribution", contribution)["led_to"]

    pages = f"{site}/reports/workshop-1/paragraphs"
    assert statements == [
        {"anchor": "p1", "reference": "6", "voice": "named", "url": f"{pages}/p1/"},
        {"anchor": "u2", "reference": None, "voice": "collective", "url": f"{pages}/u2/"},
    ]
    assert led_to == [
        {
            "id": recommendation.pk,
            "url": f"{site}/recommendations/workshop-1/R1/",
            "api_url": f"{site}/api/v1/recommendations/{recommendation.pk}/",
            "reference": "R1",
            "number": "R1",
        }
    ]
    assert get_json(client, "recommendation", none)["statements"] == []
