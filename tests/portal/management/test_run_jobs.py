"""manage.py run_jobs: what is due is done, once or for as long as the server runs."""

import time

import pytest
from django.core.management import call_command

from portal.operations.jobs import all_jobs
from portal.operations.models import PeriodicJob
from tests.harness.served_portal import ask, copy_started, stop

pytestmark = pytest.mark.django_db


def test_it_runs_what_is_due_and_names_it(capsys, settings, tmp_path):
    settings.PUBLIC_DATA_DIR = tmp_path / "public-data"
    names = [job.name for job in all_jobs()]

    call_command("run_jobs")
    assert capsys.readouterr().out.split() == names
    call_command("run_jobs")
    assert capsys.readouterr().out == ""
    assert list(PeriodicJob.objects.values_list("error", flat=True)) == [""] * len(names)


@pytest.mark.once
def test_the_server_runs_the_jobs_until_it_stops(serve, port, tmp_path):
    copy_started(tmp_path / "data")
    process = serve(EXTERNAL_SCHEDULER="no")
    ask(port, "/")
    archives = tmp_path / "data" / "public-data"

    while not list(archives.glob("*.zip")):
        # The jobs need the processor.
        time.sleep(0.2)
    # What is left running afterwards fails every test.
    printed = stop(process)

    assert "Traceback" not in printed


@pytest.mark.once
def test_with_a_scheduler_of_its_own_the_server_runs_no_job(serve, port, tmp_path):
    copy_started(tmp_path / "data")
    process = serve()
    ask(port, "/")
    stop(process)

    assert not (tmp_path / "data" / "public-data").exists()
