"""Killed in the middle of an import: no half report, and none lost that was told of."""

import os
import random
import signal
import time

import pytest

from tests.own_portal import own_portal

# One after the other in one process, so that a kill hits an import and seldom a start.
IMPORTING = """
import sys
import django
django.setup()
from portal.importing.intake import File, take_in_file
def text_of(number):
    words = "".join(f"{n}. Mr. Sami Badr, Director, spoke of {n}.\\n\\n" for n in range(1, 60))
    return f"Workshop on Subject {number}\\n1 May 2019, Rome\\n\\nSession 1: All\\n\\n{words}"

first = int(sys.argv[1])
print("begun", flush=True)
for number in range(first, first + 1000):
    report, _ = take_in_file(File(f"{number}.txt", text_of(number).encode()))
    print(report.slug, flush=True)
"""
STORED = """
import django
django.setup()
from portal.importing.check import stored_faults
from reports.models import Paragraph, Report, SourceDocument
for one in Report.objects.all():
    assert stored_faults(one) == [], one
    assert one.paragraphs.count() == 59, one
    print(one.slug)
assert SourceDocument.objects.count() == Report.objects.count()
"""
KILLS = int(os.environ.get("KILLS", "6"))


@pytest.fixture
def portal(tmp_path, request):
    yield from own_portal(tmp_path, request.config.getoption("database"))


def test_a_report_is_there_whole_or_not_at_all_whenever_the_import_is_killed(portal):
    chance = random.Random(7)
    told = set()
    for attempt in range(KILLS):
        process = portal.start("-c", IMPORTING, str(1000 * attempt))
        assert process.stdout.readline() == "begun\n"
        begun = time.monotonic()
        told.add(process.stdout.readline().strip())
        # Somewhere in the next imports, each of which takes about as long as the first.
        time.sleep(chance.uniform(0, 2) * (time.monotonic() - begun))
        os.kill(process.pid, signal.SIGKILL)
        printed, complaints = process.communicate()
        assert (process.returncode, complaints) == (-signal.SIGKILL, "")
        # A line that was cut is no word given.
        told |= {
            line.strip()
            for line in printed.splitlines(keepends=True)
            if line.endswith("\n")
        }

    code, stored, complaints = portal.run("-c", STORED)

    assert (code, complaints) == (0, "")
    assert told - set(stored.split()) == set()
    assert len(told) >= KILLS
