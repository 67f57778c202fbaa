"""The index writer: the index follows the database."""

import json
import shutil
import signal
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction

from portal.search import engine
from portal.search.index import reader, writer
from portal.search.index.state import state_file
from portal.search.models import IndexChange
from portal.search.query.parser import parse_query
from reports import publishing
from reports.signals import report_changed
from tests.builders.records import make_recommendation, make_report
from tests.harness.own_portal import own_portal

pytestmark = pytest.mark.django_db


def count_found():
    """Return how many recommendations a visitor finds."""
    return engine.count(engine.SearchQuery("recommendation"))


def publish_report_with_recommendation(**fields):
    report = make_report(**fields)
    make_recommendation(report)
    publishing.transition(report, "in_review")
    publishing.transition(report, "published")
    return report


def test_a_report_is_in_the_index_only_while_it_is_published():
    report = make_report()
    make_recommendation(report)
    numbers = [count_found()]
    for step in ("in_review", "published", "withdrawn"):
        publishing.transition(report, step)
        numbers.append(count_found())

    assert numbers == [0, 0, 1, 0]


def test_an_edited_record_is_found_by_its_new_words_only():
    report = publish_report_with_recommendation()
    report.recommendations.update(text="Cooperate across borders")
    report_changed.send(sender=type(report), report=report)

    query = engine.SearchQuery("recommendation")
    assert [hit.total for hit in search_each(query, "borders", "wish")] == [1, 0]


def search_each(query, *words):
    return [engine.search(replace(query, root=parse_query(word).root), limit=10) for word in words]


def do_no_damage():
    pass


def delete_the_folder():
    shutil.rmtree(writer.index_folder())


def delete_the_state():
    state_file().unlink()


def corrupt_the_state():
    state_file().write_text("{")


def change_the_token():
    state = json.loads(state_file().read_text())
    state["token"] = str(uuid4())
    state_file().write_text(json.dumps(state))


def change_the_fingerprint():
    state = json.loads(state_file().read_text())
    state_file().write_text(json.dumps(state | {"fingerprint": "older"}))


def truncate_the_metadata():
    for path in writer.index_folder().glob("*.json"):
        if path.name == "meta.json":
            path.write_text(path.read_text()[:20])


@pytest.mark.parametrize(
    "damage",
    [
        do_no_damage,
        delete_the_folder,
        delete_the_state,
        corrupt_the_state,
        change_the_token,
        change_the_fingerprint,
        truncate_the_metadata,
    ],
)
def test_a_missing_stale_or_corrupt_index_is_rebuilt_by_itself(damage):
    publish_report_with_recommendation()
    before = count_found()
    damage()
    reader.LATEST.snapshot = None  # as in a process that starts afterwards

    publish_report_with_recommendation()

    assert (before, count_found()) == (1, 2)


def test_an_unfinished_index_build_is_resumed(monkeypatch):
    monkeypatch.setattr(writer, "REPORTS_PER_BATCH", 1)
    for _ in range(3):
        publish_report_with_recommendation()

    steps = [writer.catch_up(seconds=0) for _ in range(5)]

    assert (steps[0], steps[-1], count_found()) == (False, True, 3)


def test_a_search_does_not_wait_while_another_process_writes_the_index():
    publish_report_with_recommendation()
    count_found()
    publish_report_with_recommendation()

    with writer.writers_lock():
        during_write = (writer.catch_up(), count_found())

    assert (during_write, count_found()) == ((False, 1), 2)


def test_the_change_log_holds_no_change_that_was_rolled_back(transactional_db):
    report = publish_report_with_recommendation()
    logged = IndexChange.objects.count()
    with transaction.atomic():
        report_changed.send(sender=type(report), report=report)
        transaction.set_rollback(True)

    assert IndexChange.objects.count() == logged


PUBLISH = """
import os, signal, sys
import django
django.setup()
from portal.search.index import writer
from portal.content import workflow
from reports.models import Report

def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)

where = sys.argv[2]
if where:
    setattr(writer, where, die)
workflow.publish(Report.objects.get(slug=sys.argv[1]))
"""
COUNT = """
import django
django.setup()
from portal.search import engine
from recommendations.models import Recommendation
print(engine.count(engine.SearchQuery("recommendation")), Recommendation.objects.published().count())
"""
DRAFT = """ARF Workshop on {0}
10 March {1}
Bangkok, Thailand

1. Participants recommended to:
- train more people in {0};
- ask more of them.
"""


@pytest.fixture
def portal(tmp_path):
    """A portal with a data folder of its own; the value runs programs in it."""
    for own in own_portal(tmp_path, "sqlite"):

        def run(*arguments, own=own):
            code, output, errors = own.run(*arguments)
            return code, output + errors

        def draft(subject, year, run=run):
            path = tmp_path / f"{subject}.txt"
            path.write_text(DRAFT.format(subject, year), encoding="utf-8")
            _, output = run("manage.py", "import_report", str(path))
            return output.split(" ")[0]

        run.start, run.draft = own.start, draft
        yield run


@pytest.mark.slow
def test_the_index_matches_the_database_after_a_crash_between_commit_and_indexing(
    portal,
):
    outcomes = []
    for year, step in enumerate(
        ("catch_up", "reindex_reports", "write_state", "start_index"), start=2001
    ):
        slug = portal.draft(f"Skills {step.replace('_', ' ')}", year)
        code, _ = portal("-c", PUBLISH, slug, step)
        _, counts = portal("-c", COUNT)
        outcomes.append((step, code, counts.strip()))

    killed = -signal.SIGKILL
    assert outcomes == [
        ("catch_up", killed, "2 2"),
        ("reindex_reports", killed, "4 4"),
        ("write_state", killed, "6 6"),
        # No build is started where an index exists.
        ("start_index", 0, "8 8"),
    ]


@pytest.mark.slow
def test_two_processes_that_publish_concurrently_both_update_the_index(portal):
    slugs = [portal.draft(f"Skills {year}", year) for year in (2001, 2002)]

    processes = [portal.start("-c", PUBLISH, slug, "") for slug in slugs]
    outputs = ["".join(process.communicate()) for process in processes]

    assert ([process.returncode for process in processes], outputs) == ([0, 0], ["", ""])
    assert portal("-c", COUNT) == (0, "4 4\n")
