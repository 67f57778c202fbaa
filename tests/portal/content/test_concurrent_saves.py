"""Concurrent requests: no save is lost, every conflict is reported, repeated requests act only once.

ROUNDS=10 lets fifty editors save ten times (`make claims CLAIMS=C16`).
"""

import json
import os

import pytest

from tests.harness.own_portal import own_portal

pytestmark = pytest.mark.slow
ROUNDS = os.environ.get("ROUNDS", "2")


@pytest.fixture
def race(tmp_path, request):
    """Return a function that runs a race in a separate portal and returns its results."""
    for portal in own_portal(tmp_path, request.config.getoption("database")):
        portal.environment["DEBUG"] = "yes"
        portal.environment["PYTHONPATH"] = "."
        portal.environment["ROUNDS"] = ROUNDS

        def run(name, portal=portal):
            code, printed, complaints = portal.run("tests/portal/content/concurrent_saves.py", name)
            assert code == 0, complaints[-3000:]
            return json.loads(printed)

        yield run


def test_fifty_concurrent_saves_lose_nothing_and_report_every_conflict(race):
    rounds = race("saves")

    assert rounds == [
        {
            "stored": 5,
            "told": 45,
            "in a revision": 5,
            "stand": 5,
            "statuses": [302, 409],
        }
    ] * int(ROUNDS)


def test_twenty_concurrent_publications_publish_a_report_once(race):
    assert race("publications") == {
        "statuses": [302],
        "published revisions": 1,
        "in the trail": 1,
        "status": "published",
    }


def test_twenty_concurrent_merges_merge_two_people_once(race):
    outcome = race("unions")

    assert set(outcome.pop("statuses")) <= {302, 404}
    assert outcome == {"unions": 1, "participations": 1}


def test_twenty_concurrent_uploads_import_a_file_once(race):
    assert race("imports") == {
        "statuses": [302, 422],
        "taken in": 1,
        "reports": 1,
        "revisions": 1,
    }
