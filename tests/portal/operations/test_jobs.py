"""Periodic jobs: each runs when it is due, in one process at a time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.config.backup_env import BackupSettings
from portal.operations.jobs import Job, acquire, all_jobs, run_due_jobs, run_if_due
from portal.operations.models import PeriodicJob

HOUR = timedelta(hours=1)


def make_job(run, name="digest", **fields):
    return Job(name, run, **{"every": HOUR} | fields)


def set_back(**moments):
    PeriodicJob.objects.update(**{name: timezone.now() - age for name, age in moments.items()})


def test_a_job_runs_at_once_and_then_after_its_interval(db):
    runs = []
    job = make_job(lambda: runs.append("run"))

    assert [run_if_due(job), run_if_due(job)] == [True, False]
    set_back(due_at=timedelta(0))
    assert run_if_due(job)
    assert runs == ["run", "run"]


def test_a_job_that_another_process_runs_is_left_alone_until_its_lease_ends(db):
    runs = []

    def run_again_within():
        runs.append(run_if_due(job))

    job = make_job(run_again_within)
    run_if_due(job)
    assert runs == [False]

    set_back(due_at=HOUR, leased_until=-HOUR)
    assert not run_if_due(job)
    set_back(leased_until=timedelta(seconds=1))
    assert run_if_due(job)


def test_a_run_that_lost_its_lease_changes_nothing_of_the_next_run(db):
    def lose_the_lease():
        set_back(leased_until=timedelta(seconds=1))
        assert run_if_due(make_job(lambda: None))

    run_if_due(make_job(lose_the_lease))
    first_due = PeriodicJob.objects.get().due_at

    assert first_due > timezone.now()
    assert PeriodicJob.objects.get().lease is None


def test_a_failure_is_kept_and_the_other_jobs_run(db, caplog):
    runs = []
    jobs = [make_job(lambda: 1 / 0, "broken"), make_job(lambda: runs.append(1), "sound")]

    assert run_due_jobs(jobs) == ["broken", "sound"]
    errors = dict(PeriodicJob.objects.values_list("name", "error"))
    assert errors == {"broken": "ZeroDivisionError: division by zero", "sound": ""}
    assert runs == [1]
    assert "The periodic job “broken” failed." in caplog.text


def test_a_stopped_run_gives_its_job_back_at_once(db):
    def stop():
        raise SystemExit

    with pytest.raises(SystemExit):
        run_if_due(make_job(stop))

    assert PeriodicJob.objects.get().error == "Stopped before its end."
    assert run_if_due(make_job(lambda: None))


def test_a_job_of_each_machine_is_due_on_every_one_of_them(db, settings, monkeypatch):
    settings.PERIODIC_JOBS = [
        ("shared", "django.utils.timezone.now", 60, "one machine"),
        ("own", "django.utils.timezone.now", 60, "each machine"),
    ]
    ran = {}
    for machine in ("alpha", "beta"):
        monkeypatch.setattr("socket.gethostname", lambda machine=machine: machine)
        ran[machine] = run_due_jobs()

    assert ran == {"alpha": ["shared", "own@alpha"], "beta": ["own@beta"]}


def test_no_second_backup_begins_beside_one_that_takes_hours(db, settings, tmp_path):
    settings.PERIODIC_JOBS = backups_in(tmp_path).jobs
    backup, begun = all_jobs()[0], timezone.now()
    PeriodicJob.objects.create(name=backup.name, due_at=begun - HOUR)

    assert acquire(backup, uuid4(), begun)
    assert not acquire(backup, uuid4(), begun + 11 * HOUR)
    assert acquire(backup, uuid4(), begun + 13 * HOUR)


def backups_in(folder):
    return BackupSettings(folder, every_hours=1, keep_daily=7, keep_weekly=5, are_elsewhere=False)


def test_every_job_of_the_settings_exists():
    assert [callable(job.run) for job in all_jobs()] == [True] * len(all_jobs())
