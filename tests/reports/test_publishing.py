"""Status transitions of a report, and the report_changed signal."""

from contextlib import suppress
from itertools import product

import pytest

from portal.content import workflow
from reports import publishing
from reports.models import Report
from reports.publishing import TransitionNotAllowedError
from reports.signals import report_changed
from tests.builders.records import make_report

pytestmark = pytest.mark.django_db
STATUSES = [status.value for status in Report.Status]


@pytest.mark.parametrize(("before", "after"), list(product(STATUSES, STATUSES)))
def test_only_the_status_transitions_of_the_table_are_allowed(before, after):
    report = make_report(status=before)

    with suppress(TransitionNotAllowedError):
        publishing.transition(report, after)

    report.refresh_from_db()
    allowed = publishing.Status(after) in publishing.TRANSITIONS[publishing.Status(before)]
    assert report.status == (after if allowed else before)


def test_publishing_a_report_without_a_date_is_refused_with_a_reason():
    report = make_report(status="in_review", starts_on=None, ends_on=None)

    with pytest.raises(TransitionNotAllowedError, match=r"has no date\. Enter its first day"):
        publishing.transition(report, "published")


def test_report_changed_is_sent_exactly_once_for_every_status_transition():
    statuses = []

    def listen(report, **signal):
        statuses.append(report.status)

    report = make_report()
    report_changed.connect(listen)
    workflow.publish(report)
    report_changed.disconnect(listen)

    assert statuses == ["in_review", "published"]
