"""What is not published is nothing to machines, either. The lists stand in tests/portal/test_gate.py."""

import pytest
from django.urls import reverse

from recommendations.models import Recommendation
from reports.models import (
    Contribution,
    Instrument,
    Organization,
    Person,
    Report,
    Theme,
)
from tests.builders import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
)
from tests.portal.test_gate import SHOW_ONE_TO_MACHINES, STATUSES, WORD, workshop

pytestmark = pytest.mark.django_db
KINDS = {
    "contribution": Contribution,
    "instrument": Instrument,
    "organization": Organization,
    "recommendation": Recommendation,
    "report": Report,
    "speaker": Person,
    "theme": Theme,
}


def everything():
    """Return the only record of each kind."""
    return {kind: model.objects.get() for kind, model in KINDS.items()}


def said(client, records):
    """Return what the API answers about each record, and with which status."""
    answers = [
        client.get(reverse(f"api:{kind}", args=[one.pk]))
        for kind, one in records.items()
    ]
    return [(answer.status_code, answer.content.decode()) for answer in answers]


def test_every_kind_of_object_is_tried():
    assert {f"api:{kind}" for kind in KINDS} == SHOW_ONE_TO_MACHINES


@pytest.mark.parametrize("status", STATUSES)
def test_what_is_not_published_is_no_object(client, status):
    workshop(status, WORD)

    answers = said(client, everything())

    assert [(status, WORD in text) for status, text in answers] == [(404, False)] * 7


@pytest.mark.parametrize("status", STATUSES)
def test_an_object_that_reports_share_says_nothing_of_an_unpublished_one(
    client, status
):
    workshop("published", "Manila")
    records = everything()
    before = said(client, records)

    hidden = make_report(status=status, co_chairs=[records["organization"]])
    links = {
        "themes": [records["theme"]],
        "instruments": [records["instrument"]],
    }
    paragraph = make_paragraph(report=hidden, voice="named", **links)
    make_contribution(paragraph, person=records["speaker"])
    make_recommendation(hidden, addressees=[records["organization"]], **links)

    assert said(client, records) == before
    assert [status for status, _ in before] == [200] * 7
