"""The records that a search found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.search.found_records import FoundRecords
from recommendations.models import Recommendation
from reports.models import Contribution, Report, Statement
from reports.public_keys import public_keys
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


def test_records_come_in_the_order_of_their_keys_without_those_that_are_not_public():
    report = make_report(status="published")
    first, second = make_recommendation(report), make_recommendation(report)
    draft = make_recommendation(make_report())
    keys = [second.pk, draft.pk, first.pk]

    found = FoundRecords(keys, Recommendation.objects.published())

    assert (len(found), list(found), found[:1]) == (2, [second, first], [second])


def test_counting_them_reads_no_record():
    keys = [make_recommendation(make_report(status="published")).pk]
    found = FoundRecords(keys, Recommendation.objects.published().for_listing())

    with CaptureQueriesContext(connection) as queries:
        count = len(found)

    assert (count, len(queries)) == (1, 1)


@pytest.mark.parametrize("model", [Report, Recommendation, Contribution, Statement])
def test_public_keys_are_those_of_the_published_records(model):
    for status in ("published", "draft", "withdrawn"):
        report = make_report(status=status)
        make_recommendation(report)
        make_contribution(make_paragraph(report=report, voice="named"))
        make_paragraph(report=report, voice="agreed")
    keys = list(model.objects.values_list("pk", flat=True))

    assert public_keys(model, keys) == set(model.objects.published().values_list("pk", flat=True))
