"""The index follows the database, whatever happens to either."""

import json
import shutil
import signal
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction

from portal.search import engine, indexing, opened
from portal.search.models import Change
from portal.search.query import understand
from reports import publishing
from reports.signals import report_changed
from tests.builders import make_recommendation, make_report
from tests.own_portal import own_portal

pytestmark = pytest.mark.django_db


def found():
    """Return what a visitor finds, as many as there are."""
    return engine.count(engine.Question("recommendation"))


def published_with_one_wish(**given):
    report = make_report(**given)
    make_recommendation(report)
    publishing.move(report, "in_review")
    publishing.move(report, "published")
    return report


def test_a_report_is_found_from_its_publication_to_its_withdrawal():
    report = make_report()
    make_recommendation(report)
    numbers = [found()]
    for step in ("in_review", "published", "withdrawn"):
        publishing.move(report, step)
        numbers.append(found())

    assert numbers == [0, 0, 1, 0]


def test_what_is_edited_is_found_under_its_new_words():
    report = published_with_one_wish()
    report.recommendations.update(text="Cooperate across borders")
    report_changed.send(sender=type(report), report=report)

    question = engine.Question("recommendation")
    assert [hit.total for hit in asked(question, "borders", "wish")] == [1, 0]


def asked(question, *words):
    return [
        engine.find(replace(question, root=understand(word).root), limit=10)
        for word in words
    ]


def damage_nothing():
    pass


def delete_the_folder():
    shutil.rmtree(indexing.folder())


def delete_the_state():
    indexing.state_file().unlink()


def garble_the_state():
    indexing.state_file().write_text("{")


def bring_a_folder_from_elsewhere():
    state = json.loads(indexing.state_file().read_text())
    state["token"] = str(uuid4())
    indexing.state_file().write_text(json.dumps(state))


def change_the_program():
    state = json.loads(indexing.state_file().read_text())
    indexing.state_file().write_text(json.dumps(state | {"fingerprint": "older"}))


def cut_the_files_short():
    for path in indexing.folder().glob("*.json"):
        if path.name == "meta.json":
            path.write_text(path.read_text()[:20])


@pytest.mark.parametrize(
    "harm",
    [
        damage_nothing,
        delete_the_folder,
        delete_the_state,
        garble_the_state,
        bring_a_folder_from_elsewhere,
        change_the_program,
        cut_the_files_short,
    ],
)
def test_an_index_heals_by_itself(harm):
    published_with_one_wish()
    before = found()
    harm()
    opened.LATEST.opened = None  # as in a process that starts afterwards

    published_with_one_wish()

    assert (before, found()) == (1, 2)


def test_an_index_that_is_only_begun_is_gone_on_with(monkeypatch):
    monkeypatch.setattr(indexing, "REPORTS_AT_ONCE", 1)
    for _ in range(3):
        published_with_one_wish()

    steps = [indexing.catch_up(seconds=0) for _ in range(5)]

    assert (steps[0], steps[-1], found()) == (False, True, 3)


def test_while_another_process_writes_nobody_waits():
    published_with_one_wish()
    found()
    published_with_one_wish()

    with indexing.writers_lock():
        meanwhile = (indexing.catch_up(), found())

    assert (meanwhile, found()) == ((False, 1), 2)


def test_the_log_holds_no_change_that_was_rolled_back(transactional_db):
    report = published_with_one_wish()
    logged = Change.objects.count()
    with transaction.atomic():
        report_changed.send(sender=type(report), report=report)
        transaction.set_rollback(True)

    assert Change.objects.count() == logged


PUBLISH = """
import os, signal, sys
import django
django.setup()
from portal.search import indexing
from reports import publishing
from reports.models import Report

def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)

where = sys.argv[2]
if where:
    setattr(indexing, where, die)
publishing.publish(Report.objects.get(slug=sys.argv[1]))
"""
COUNT = """
import django
django.setup()
from portal.search import engine
from recommendations.models import Recommendation
print(engine.count(engine.Question("recommendation")), Recommendation.objects.published().count())
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
    """A portal on files of its own; returns how to run programs in it."""
    for made in own_portal(tmp_path, "sqlite"):

        def run(*arguments, made=made):
            code, printed, complaints = made.run(*arguments)
            return code, printed + complaints

        def draft(subject, year, run=run):
            path = tmp_path / f"{subject}.txt"
            path.write_text(DRAFT.format(subject, year), encoding="utf-8")
            _, printed = run("manage.py", "import_report", str(path))
            return printed.split(" ")[0]

        run.start, run.draft = made.start, draft
        yield run


def test_after_a_crash_between_commit_and_index_the_search_says_what_the_database_says(
    portal,
):
    outcomes = []
    for year, where in enumerate(("catch_up", "say_anew", "keep", "begun"), start=2001):
        slug = portal.draft(f"Skills {where.replace('_', ' ')}", year)
        code, _ = portal("-c", PUBLISH, slug, where)
        _, counted = portal("-c", COUNT)
        outcomes.append((where, code, counted.strip()))

    killed = -signal.SIGKILL
    assert outcomes == [
        ("catch_up", killed, "2 2"),
        ("say_anew", killed, "4 4"),
        ("keep", killed, "6 6"),
        # Nothing is begun where an index is there already.
        ("begun", 0, "8 8"),
    ]


def test_two_processes_that_publish_at_once_both_succeed(portal):
    slugs = [portal.draft(f"Skills {year}", year) for year in (2001, 2002)]

    processes = [portal.start("-c", PUBLISH, slug, "") for slug in slugs]
    printed = ["".join(process.communicate()) for process in processes]

    assert ([one.returncode for one in processes], printed) == ([0, 0], ["", ""])
    assert portal("-c", COUNT) == (0, "4 4\n")
