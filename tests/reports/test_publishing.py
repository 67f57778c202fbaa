"""Which status may follow which, and who is told."""

from contextlib import suppress
from itertools import product

import pytest

from reports import publishing
from reports.models import Report
from reports.publishing import MoveNotAllowedError
from reports.signals import report_changed
from tests.builders import make_report

pytestmark = pytest.mark.django_db
STATUSES = [status.value for status in Report.Status]


@pytest.mark.parametrize(("now", "to"), list(product(STATUSES, STATUSES)))
def test_a_report_moves_along_the_table_and_nowhere_else(now, to):
    report = make_report(status=now)

    with suppress(MoveNotAllowedError):
        publishing.move(report, to)

    report.refresh_from_db()
    allowed = publishing.Status(to) in publishing.MOVES[publishing.Status(now)]
    assert report.status == (to if allowed else now)


def test_a_report_without_a_date_is_not_published_and_the_sentence_says_why():
    report = make_report(status="in_review", starts_on=None, ends_on=None)

    with pytest.raises(
        MoveNotAllowedError, match=r"has no date\. Give it its first day"
    ):
        publishing.move(report, "published")


def test_whoever_listens_hears_of_every_move_once():
    heard = []

    def listen(report, **signal):
        heard.append(report.status)

    report = make_report()
    report_changed.connect(listen)
    publishing.publish(report)
    report_changed.disconnect(listen)

    assert heard == ["in_review", "published"]
