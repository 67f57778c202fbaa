"""Processes that archive at once, while reports are published, store every state once."""

import json

import pytest

from tests.harness.own_portal import own_portal

pytestmark = pytest.mark.slow

SETUP = "import django; django.setup()\n"
PUBLISH = SETUP + (
    "from tests.builders.records import make_recommendation, make_report\n"
    "from reports.publishing import publish\n"
    "for number in range(8):\n"
    "    report = make_report(slug=f'report-{number}')\n"
    "    make_recommendation(report, text=f'Wish {number}')\n"
    "    publish(report)\n"
)
CATCH_UP = SETUP + (
    "from portal.exports.archive import writer\nfor _ in range(6):\n    writer.catch_up()\n"
)
STATES = SETUP + (
    "import json\n"
    "from portal.exports.archive import writer\n"
    "from portal.search.models import ArchivedRecord, ArchiveRun\n"
    "is_done = writer.catch_up()\n"
    "present = ArchivedRecord.objects.filter(kind='recommendation', closed=None)\n"
    "last = ArchiveRun.objects.last().number\n"
    "runs = present.filter(opened__lte=last).values_list('key', flat=True)\n"
    "print(json.dumps([is_done, sorted(runs), last == ArchiveRun.objects.count()]))\n"
)


@pytest.fixture
def portal(tmp_path, request):
    yield from own_portal(tmp_path, request.config.getoption("database"))


def test_four_processes_at_once_archive_every_published_report_once(portal):
    programs = [portal.start("-c", program) for program in (PUBLISH, *[CATCH_UP] * 4)]
    printed = [program.communicate() for program in programs]
    assert [program.returncode for program in programs] == [0] * 5, printed

    code, stdout, stderr = portal.run("-c", STATES)

    assert code == 0, stderr
    is_done, keys, has_every_run = json.loads(stdout)
    assert (is_done, len(keys), len(set(keys)), has_every_run) == (True, 8, 8, True)
