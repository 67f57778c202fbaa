"""Reading from a replica: editors see what they saved, readers one consistent state."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.http import HttpResponse

from portal.config import replica_reads
from tests.harness.http_client import request
from tests.harness.replicated_portal import (
    Machine,
    paused_replay,
    query,
    readiness,
    replicated_servers,
    unreachable,
    wait_for_replay,
    wait_until,
)

pytestmark = pytest.mark.once
RECOMMENDATION = "/editing/reports/{}/recommendations/1.1/"
INVENTED = {"Cookie": "sessionid=invented"}
LOOK = """
import time
import django
django.setup()
from portal.replica.condition import CONDITION
from portal.replica.connection import reads_replica
from portal.search.index.source import public_reads
problem = CONDITION.current_problem()
while {goes_on}:
    time.sleep(0.05)
    problem = CONDITION.current_problem()
print(problem)
with public_reads():
    print("replica" if reads_replica() else "primary")
"""
WAIT_FOR_PROBLEM = LOOK.format(goes_on="not problem")
WAIT_UNTIL_FINE = LOOK.format(goes_on="problem")


@pytest.fixture(scope="module")
def servers():
    with replicated_servers() as both:
        yield both


@pytest.fixture(scope="module")
def machine(servers, tmp_path_factory):
    primary, replica = servers
    environment = {
        "DATABASE_URL": primary.url,
        "READ_DATABASE_URL": replica.url,
        # However slow the machine, a replica is not given up for its lag.
        "READ_LAG_SECONDS": "86400",
        "STATEMENT_TIMEOUT_MS": "3600000",
        "WEB_CONCURRENCY": "1",
    }
    portal = Machine(tmp_path_factory.mktemp("machine") / "data", environment)
    try:
        portal.start()
        portal.wait()
        portal.sign_in()
        wait_for_replay(*servers)
        yield portal
    finally:
        portal.stop()


def wait_for_readers_of(machine, database):
    wait_until(lambda: readiness(machine)[1]["readers"] == database)


def test_while_replay_is_paused_an_editor_sees_each_save_and_a_reader_the_state_before(
    machine, servers
):
    slug = machine.draft("Training", 2019)
    page = RECOMMENDATION.format(slug)
    wait_for_replay(*servers)
    before = machine.as_visitor("/recommendations/")
    with paused_replay(*servers):
        texts = [f"Train more people, version {number}." for number in range(3)]
        seen = []
        for text in texts:
            saved = machine.save(page, text=text)
            seen.append((saved.status, text in machine.as_editor(page).text))
        machine.publish(slug)
        paused = machine.as_visitor("/recommendations/")
        own = machine.as_editor(f"/reports/{slug}/")
        others = machine.as_visitor(f"/reports/{slug}/")
    after = machine.as_visitor("/recommendations/")

    assert seen == [(302, True)] * 3
    assert (own.status, texts[-1] in own.text, others.status) == (200, True, 404)
    assert (paused.text, paused.headers["ETag"]) == (before.text, before.headers["ETag"])
    assert texts[-1] in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
    assert machine.as_visitor(f"/reports/{slug}/").status == 200


def test_an_editor_who_reads_lists_puts_nothing_newer_into_what_readers_see(machine, servers):
    slug = machine.draft("Radios", 2020)
    wait_for_replay(*servers)
    before = machine.as_visitor("/recommendations/?q=radios")
    with paused_replay(*servers):
        machine.publish(slug)
        own = machine.as_editor("/recommendations/?q=radios")
        paused = machine.as_visitor("/recommendations/?q=radios")
    after = machine.as_visitor("/recommendations/?q=radios")

    assert own.headers["Cache-Control"] == "no-store"
    assert paused.text == before.text
    assert slug in after.text


def test_a_replica_that_is_too_far_behind_is_not_read_from(machine, servers):
    with paused_replay(*servers):
        # Something to replay.
        query(servers[0], "SELECT txid_current()")
        problem = machine.run("-c", WAIT_FOR_PROBLEM, READ_LAG_SECONDS="1")
    after = machine.run("-c", WAIT_UNTIL_FINE, READ_LAG_SECONDS="1")

    assert problem.splitlines() == ["it is more than 1 s behind the primary", "primary"]
    assert after.splitlines() == ["", "replica"]


def test_without_the_replica_readers_read_from_the_primary_until_it_is_back(machine, servers):
    wait_for_readers_of(machine, "replica")
    before = machine.as_visitor("/themes/")
    with unreachable(servers[1]):
        pages = [machine.as_visitor(path) for path in ("/themes/", "/reports/?q=training", "/")]
        status, checks = readiness(machine)
    wait_for_readers_of(machine, "replica")

    assert [page.status for page in pages] == [200] * 3
    assert pages[0].headers["ETag"] == before.headers["ETag"]
    assert (status, checks["readers"], checks["primary"]) == (200, "primary", True)
    assert checks["replica"] == "it cannot be reached"


def test_without_the_primary_readers_read_on_and_the_desk_says_so(machine, servers):
    wait_for_readers_of(machine, "replica")
    with unreachable(servers[0]):
        pages = [machine.as_visitor(path) for path in ("/themes/", "/recommendations/export.csv")]
        of_editor = machine.as_editor("/instruments/")
        invented = request(machine.port, "GET", "/organizations/", headers=INVENTED)
        desk = machine.as_editor("/editing/")
        status, checks = readiness(machine)

    assert [page.status for page in (*pages, of_editor, invented)] == [200] * 4
    assert (desk.status, desk.headers["Retry-After"]) == (503, "30")
    assert "The database of this site cannot be reached" in desk.text
    assert (status, checks["readers"], checks["primary"]) == (200, "replica", False)
    assert machine.as_editor("/editing/").status == 200


def test_a_request_that_is_answered_again_is_logged_without_its_path(db, rf, caplog):
    def fail(request):
        with pytest.raises(DatabaseError), transaction.atomic():
            User.objects.extra(where=["no_such_column = 1"]).exists()
        return HttpResponse(status=500)

    again = replica_reads.answer("default", rf.get("/follow/invented/secret/?q=secret"), fail)

    assert again is None
    assert "is answered again from the other database" in caplog.text
    assert "secret" not in caplog.text
