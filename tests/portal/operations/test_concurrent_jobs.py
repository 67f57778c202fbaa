"""Schedulers that look for due jobs at once run each of them once."""

import pytest

from portal.operations.jobs import all_jobs
from tests.harness.own_portal import MANAGE, own_portal

pytestmark = pytest.mark.slow


@pytest.fixture
def portal(tmp_path, request):
    yield from own_portal(tmp_path, request.config.getoption("database"))


def test_four_schedulers_at_once_run_every_job_once(portal):
    schedulers = [portal.start(MANAGE, "run_jobs") for _ in range(4)]

    printed = [scheduler.communicate() for scheduler in schedulers]

    assert [scheduler.returncode for scheduler in schedulers] == [0] * 4, printed
    names = "".join(stdout for stdout, _ in printed).split()
    assert sorted(names) == sorted(job.name for job in all_jobs())
