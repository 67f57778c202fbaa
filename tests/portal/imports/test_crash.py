"""An import that is killed leaves no partial report and loses no report that it has printed.

KILLS=1000 kills as often (`make claims CLAIMS=C11`).
"""

import os
import random
import signal
import time

import pytest

from tests.claims.figures import report_figure
from tests.harness.own_portal import own_portal

# Imports run one after the other in a process, so that a kill seldom hits its start.
IMPORTING = """
import sys
import django
django.setup()
from portal.imports.importer import Upload, import_file
def text_of(number):
    words = "".join(f"{n}. Mr. Sami Badr, Director, spoke of {n}.\\n\\n" for n in range(1, 60))
    return f"Workshop on Subject {number}\\n1 May 2019, Rome\\n\\nSession 1: All\\n\\n{words}"

first = int(sys.argv[1])
print("begun", flush=True)
for number in range(first, first + 1000):
    report, _ = import_file(Upload(f"{number}.txt", text_of(number).encode()))
    print(report.slug, flush=True)
"""
STORED = """
import django
django.setup()
from portal.content.stored_coverage import find_text_errors
from reports.models import Paragraph, Report, SourceDocument
for one in Report.objects.all():
    assert find_text_errors(one) == [], one
    assert one.paragraphs.count() == 59, one
    print(one.slug)
assert SourceDocument.objects.count() == Report.objects.count()
"""
KILLS = int(os.environ.get("KILLS", "3"))


pytestmark = pytest.mark.slow


@pytest.fixture
def portal(tmp_path, request):
    yield from own_portal(tmp_path, request.config.getoption("database"))


def test_a_killed_import_leaves_every_report_complete_or_absent(portal):
    rng = random.Random(7)
    printed_slugs = set()
    for attempt in range(KILLS):
        process = portal.start("-c", IMPORTING, str(1000 * attempt))
        assert process.stdout.readline() == "begun\n"
        started_at = time.monotonic()
        printed_slugs.add(process.stdout.readline().strip())
        # Kill within the next imports, each of which takes about as long as the first.
        time.sleep(rng.uniform(0, 2) * (time.monotonic() - started_at))
        os.kill(process.pid, signal.SIGKILL)
        printed, complaints = process.communicate()
        assert (process.returncode, complaints) == (-signal.SIGKILL, "")
        # An incomplete line does not count as printed.
        printed_slugs |= {
            line.strip() for line in printed.splitlines(keepends=True) if line.endswith("\n")
        }

    code, stored_slugs, complaints = portal.run("-c", STORED)

    assert (code, complaints) == (0, "")
    report_figure(f"{KILLS} kills, {len(printed_slugs)} reports acknowledged, 0 half done")
    assert printed_slugs - set(stored_slugs.split()) == set()
    assert len(printed_slugs) >= KILLS
