"""What is measured: database, index, jobs, mail, disk and sessions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.notifications.models import Notice
from portal.operations.jobs import all_jobs
from portal.operations.models import PeriodicJob
from portal.search.index import writer
from portal.search.models import IndexChange
from portal.status import measures
from tests.builders.records import make_account, make_recommendation, make_report

pytestmark = pytest.mark.django_db


def test_the_database_has_a_product_a_version_and_a_size():
    database = measures.measure_database()

    assert (database.product, database.size > 100_000) == (connection.display_name, True)
    assert database.version[0].isdigit()


def test_an_index_lacks_the_changes_since_it_was_updated():
    make_recommendation(make_report(status="published"))
    writer.catch_up()
    before = measures.measure_index()
    change = IndexChange.objects.create(report_key=0)
    IndexChange.objects.filter(pk=change.pk).update(at=timezone.now() - timedelta(minutes=20))

    after = measures.measure_index()

    assert (before.records, before.waiting_changes, before.waiting_seconds) == (2, 0, 0.0)
    assert (after.is_complete, after.waiting_changes) == (True, 1)
    assert after.waiting_seconds >= 1200


def test_a_portal_without_an_index_has_no_records():
    index = measures.measure_index()

    assert (index.records, index.is_complete) == (None, False)


def test_each_job_of_the_settings_is_measured_whether_or_not_it_has_run():
    name, now = all_jobs()[0].name, timezone.now()
    PeriodicJob.objects.create(
        name=name, started_at=now, finished_at=now, due_at=now - timedelta(hours=1), error="Broken"
    )

    first, *others = measures.measure_jobs()

    assert (first.label, first.has_failed, first.late_seconds >= 3600) == ("notices", True, True)
    assert {job.started_at for job in others} == {None}


def test_a_running_job_is_not_late():
    now = timezone.now()
    PeriodicJob.objects.create(
        name=all_jobs()[0].name,
        started_at=now,
        due_at=now - timedelta(hours=1),
        leased_until=now + timedelta(hours=1),
    )

    job = measures.measure_jobs()[0]

    assert (job.is_running, job.late_seconds) == (True, 0.0)


def test_mails_that_wait_and_were_refused_are_counted():
    ana = make_account("ana", "editor")
    for refusals in (0, 2):
        Notice.objects.create(account=ana, kind="published", refusals=refusals)

    mail = measures.measure_mail()

    assert (mail.waiting, mail.refused, mail.stopped) == (2, 1, 0)
    assert mail.oldest < timezone.now()


def test_the_disk_has_a_size():
    disk = measures.measure_disk()

    assert 0 < disk.free <= disk.total
