"""The state in plain words: what is bad says so, with what to do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from portal.documents import sandbox
from portal.notifications.models import Notice
from portal.operations.checks.finding import State
from portal.operations.jobs import all_jobs
from portal.operations.models import PeriodicJob
from portal.search.index import writer
from portal.search.models import IndexChange
from portal.status import findings, measures
from portal.status.findings import PARTS, all_findings, part_findings
from portal.status.measures import DiskMeasure
from tests.builders.records import make_account, make_recommendation, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def _running():
    """A portal in order: with an index, and jobs that have run."""
    make_recommendation(make_report(status="published"))
    writer.catch_up()
    now = timezone.now()
    for job in all_jobs():
        due = now + timedelta(hours=1)
        PeriodicJob.objects.create(name=job.name, started_at=now, finished_at=now, due_at=due)


def states(part):
    return {finding.check: finding.state for finding in part_findings(part, dict(PARTS)[part])}


@pytest.mark.usefixtures("_running")
def test_a_portal_in_order_has_nothing_to_do(settings):
    settings.BACKUPS = replace(settings.BACKUPS, are_elsewhere=True)

    found = all_findings()

    assert {finding.check for finding in found if finding.state is not State.OK} == set()
    assert {finding.remedy for finding in found} == {""}
    assert {"Program", "Tables", "Index", "Job “notices”", "Mail", "Disk", "Sandbox"} < {
        finding.check for finding in found
    }


@pytest.mark.usefixtures("_running")
@pytest.mark.parametrize(("minutes", "state"), [(1, State.WARNING), (20, State.ERROR)])
def test_an_index_that_lacks_changes_for_long_is_faulty(minutes, state):
    change = IndexChange.objects.create(report_key=0)
    at = timezone.now() - timedelta(minutes=minutes)
    IndexChange.objects.filter(pk=change.pk).update(at=at)

    assert states("Index") == {"Index": state}


@pytest.mark.usefixtures("_running")
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"error": "OSError: no space"}, "failed: OSError: no space"),
        ({"due_at": timezone.now() - timedelta(hours=2)}, "due since"),
    ],
)
def test_a_job_that_failed_or_is_late_is_faulty(fields, words):
    PeriodicJob.objects.filter(name="digests").update(**fields)

    (finding,) = [finding for finding in findings.job_findings() if finding.state is State.ERROR]

    assert (finding.check, words in finding.message, finding.remedy != "") == (
        "Job “digests”",
        True,
        True,
    )


def test_jobs_that_have_never_run_are_to_look_at():
    assert set(states("Jobs").values()) == {State.WARNING}


@pytest.mark.parametrize(
    ("free", "state"), [(5 << 30, State.OK), (1 << 30, State.WARNING), (1 << 20, State.ERROR)]
)
def test_a_disk_that_fills_up_is_to_look_at_and_then_faulty(monkeypatch, free, state):
    monkeypatch.setattr(measures, "measure_disk", lambda: DiskMeasure(free, 9 << 30))

    assert states("Disk") == {"Disk": state}


def test_a_portal_without_a_recent_verified_backup_is_to_look_at_unless_they_are_made_elsewhere(
    settings,
):
    assert states("Backup") == {"Backup": State.WARNING}

    settings.BACKUPS = replace(settings.BACKUPS, are_elsewhere=True)
    assert states("Backup") == {"Backup": State.OK}


def test_refused_mails_are_to_look_at(settings):
    settings.SENDS_MAIL = True
    Notice.objects.create(account=make_account("ana", "editor"), kind="published", refusals=1)

    assert states("Mail") == {"Mail": State.WARNING}


def test_a_sandbox_that_does_not_read_is_faulty(monkeypatch):
    monkeypatch.setattr(sandbox, "COMMAND", ("/bin/false",))

    assert states("Sandbox") == {"Sandbox": State.ERROR}


def test_a_part_that_cannot_be_measured_says_so_and_leaves_the_others():
    def broken():
        raise DatabaseError("password=secret")

    (finding,) = part_findings("Mail", broken)

    assert (finding.state, finding.message) == (State.ERROR, "unknown: DatabaseError")
