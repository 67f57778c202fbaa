"""C29, X3: the clock of the machine jumps, forwards or backwards."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.operations.jobs import Job, run_due_jobs
from portal.operations.models import PeriodicJob
from tests.builders.records import make_account

pytestmark = pytest.mark.django_db
HOUR = 3600
DAY = 24 * HOUR


@pytest.fixture
def jump(monkeypatch):
    """Return a function that sets every clock so many seconds ahead of the real one."""
    real_time, real_now = time.time, timezone.now

    def jump(seconds):
        monkeypatch.setattr(time, "time", lambda: real_time() + seconds)
        monkeypatch.setattr(timezone, "now", lambda: real_now() + timedelta(seconds=seconds))

    return jump


@pytest.fixture
def browser():
    """A browser that has signed in at the present time."""
    client = Client()
    client.force_login(make_account("ana", "editor"))
    return client


def is_signed_in(browser):
    return browser.get(reverse("editor:dashboard")).status_code == 200


def test_a_session_without_requests_ends_after_an_hour(browser, jump):
    was_signed_in = is_signed_in(browser)
    jump(HOUR + 1)

    assert (was_signed_in, is_signed_in(browser)) == (True, False)


def test_a_session_that_is_used_all_the_time_ends_after_twelve_hours(browser, jump):
    alive = []
    for half_hours in range(1, 27):
        jump(half_hours * HOUR / 2)
        alive.append(is_signed_in(browser))

    # The twelfth hour is over at about the 24th request.
    assert alive[:23] == [True] * 23
    assert alive[24:] == [False, False]


@pytest.mark.parametrize("seconds", [13 * HOUR, 15 * DAY, -DAY, -365 * DAY])
def test_no_session_survives_a_jump_of_the_clock_and_none_comes_back(browser, jump, seconds):
    jump(seconds)
    after_jump = is_signed_in(browser)
    jump(0)

    assert (after_jump, is_signed_in(browser)) == (False, False)


def make_job():
    runs = []
    return Job("test", lambda: runs.append(timezone.now()), timedelta(minutes=5)), runs


@pytest.mark.parametrize("seconds", [13 * HOUR, 365 * DAY])
def test_a_job_that_ran_while_the_clock_was_ahead_runs_again_after_its_interval(jump, seconds):
    job, runs = make_job()
    jump(seconds)
    run_due_jobs([job])
    jump(0)

    run_due_jobs([job])
    run_due_jobs([job])

    assert len(runs) == 2


def test_a_lease_taken_while_the_clock_was_ahead_blocks_its_job_no_longer_than_another(jump):
    job, runs = make_job()
    jump(365 * DAY)
    # Its process was killed.
    ahead = timezone.now()
    PeriodicJob.objects.create(name=job.name, due_at=ahead, leased_until=ahead + job.lease)
    jump(0)

    run_due_jobs([job])

    assert len(runs) == 1
