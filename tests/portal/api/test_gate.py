"""The API shows no unpublished report. Its lists are tested in tests/portal/test_gate.py."""

import pytest
from django.urls import reverse

from recommendations.models import FollowUp, Recommendation, Round
from reports.models import Contribution, Instrument, Organization, Person, Report, Statement, Theme
from tests.builders.gate_workshop import UNPUBLISHED, WORD, make_workshop
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
)
from tests.harness.url_access import API_RECORD_URLS

pytestmark = pytest.mark.django_db
KINDS = {
    "contribution": Contribution,
    "follow_up_record": FollowUp,
    "instrument": Instrument,
    "organization": Organization,
    "recommendation": Recommendation,
    "report": Report,
    "round": Round,
    "speaker": Person,
    "statement": Statement,
    "theme": Theme,
}


def record_of_each_kind():
    """Return the first record of each kind."""
    return {kind: model.objects.earliest("pk") for kind, model in KINDS.items()}


def responses_for(client, records):
    """Return the status and body of the API response for each record."""
    answers = [
        client.get(reverse(f"api:{kind}", args=[record.pk])) for kind, record in records.items()
    ]
    return [(answer.status_code, answer.content.decode()) for answer in answers]


def test_every_api_record_url_is_covered_by_these_tests():
    assert {f"api:{kind}" for kind in KINDS} == API_RECORD_URLS


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_records_of_an_unpublished_report_are_not_found_in_the_api(client, status):
    make_workshop(status, WORD)

    answers = responses_for(client, record_of_each_kind())

    assert [(status, WORD in text) for status, text in answers] == [(404, False)] * len(KINDS)


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_a_shared_record_in_the_api_reveals_nothing_of_an_unpublished_report(client, status):
    make_workshop("published", "Manila")
    records = record_of_each_kind()
    before = responses_for(client, records)

    hidden = make_report(status=status, co_chairs=[records["organization"]])
    links = {
        "themes": [records["theme"]],
        "instruments": [records["instrument"]],
    }
    paragraph = make_paragraph(report=hidden, voice="named", **links)
    make_contribution(paragraph, person=records["speaker"])
    make_recommendation(hidden, addressees=[records["organization"]], **links)

    assert responses_for(client, records) == before
    assert [status for status, _ in before] == [200] * len(KINDS)
