"""The check of the periodic jobs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal.operations.checks.finding import State
from portal.operations.checks.periodic_jobs import check_jobs
from portal.operations.jobs import all_jobs
from portal.operations.models import PeriodicJob

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def _installed_long_ago():
    MigrationRecorder(connection).migration_qs.update(applied=timezone.now() - 24 * HOUR)


@pytest.fixture
def _all_ran():
    due = timezone.now() + HOUR
    PeriodicJob.objects.bulk_create(PeriodicJob(name=job.name, due_at=due) for job in all_jobs())


def test_jobs_that_have_not_run_yet_are_a_warning_on_a_new_portal():
    MigrationRecorder(connection).migration_qs.update(applied=timezone.now())

    assert check_jobs().state is State.WARNING


@pytest.mark.usefixtures("_installed_long_ago")
def test_jobs_that_never_ran_are_an_error():
    finding = check_jobs()

    assert (finding.state, "digests" in finding.message) == (State.ERROR, True)
    assert "portal-jobs.service" in finding.remedy


@pytest.mark.usefixtures("_installed_long_ago", "_all_ran")
def test_jobs_that_run_are_in_order():
    assert check_jobs().state is State.OK


@pytest.mark.usefixtures("_installed_long_ago", "_all_ran")
def test_an_overdue_job_is_named_unless_it_is_running():
    PeriodicJob.objects.filter(name="notices").update(due_at=timezone.now() - HOUR)
    overdue = check_jobs()
    PeriodicJob.objects.filter(name="notices").update(leased_until=timezone.now() + HOUR)

    assert (overdue.state, overdue.message) == (State.ERROR, "overdue or never run: notices")
    assert check_jobs().state is State.OK


@pytest.mark.usefixtures("_installed_long_ago", "_all_ran")
def test_a_job_that_failed_is_reported_with_its_error():
    PeriodicJob.objects.filter(name="digests").update(error="OSError: no space left\nmore")

    assert check_jobs().message == "“digests” failed: OSError: no space left"
