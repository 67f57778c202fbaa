"""Many at the same moment: no save is lost, every conflict is told, and what is sent twice is done once."""

import json

import pytest

from tests.own_portal import own_portal


@pytest.fixture
def race(tmp_path, request):
    """Return a way to run a race in a portal of its own; it returns what became of it."""
    for portal in own_portal(tmp_path, request.config.getoption("database")):
        portal.environment["DEBUG"] = "yes"
        portal.environment["PYTHONPATH"] = "."

        def run(name, portal=portal):
            code, printed, complaints = portal.run("tests/portal/desk/racing.py", name)
            assert code == 0, complaints[-3000:]
            return json.loads(printed)

        yield run


def test_of_fifty_saves_at_once_none_is_lost_and_every_conflict_is_told(race):
    rounds = race("saves")

    assert (
        rounds
        == [
            {
                "stored": 5,
                "told": 45,
                "in a revision": 5,
                "stand": 5,
                "statuses": [302, 409],
            }
        ]
        * 10
    )


def test_a_report_that_twenty_publish_at_once_is_published_once(race):
    assert race("publications") == {
        "statuses": [302],
        "published revisions": 1,
        "in the trail": 1,
        "status": "published",
    }


def test_two_people_whom_twenty_unite_at_once_are_united_once(race):
    outcome = race("unions")

    assert set(outcome.pop("statuses")) <= {302, 404}
    assert outcome == {"unions": 1, "participations": 1}


def test_a_file_that_is_sent_twenty_times_at_once_is_taken_in_once(race):
    assert race("imports") == {
        "statuses": [302, 422],
        "taken in": 1,
        "reports": 1,
        "revisions": 1,
    }
