"""Whatever happens to the bytes of the index: every question gets an answer, and it is whole again after."""

import logging
import random

import pytest
from django.conf import settings as django_settings
from django.test import Client

from portal.search import damage, engine, indexing, integrity, opened
from reports import publishing
from tests.builders import make_contribution, make_recommendation, make_report

pytestmark = pytest.mark.django_db
ENDINGS = ("idx", "pos", "term", "store", "fast", "fieldnorm", "del")
OTHERS = ("meta.json", ".managed.json", "state.json")
ADDRESSES = (
    *("/", "/recommendations/", "/recommendations/?q=migration", "/search/?q=migrants"),
    *("/recommendations/?q=mi*&level=national&sort=oldest", "/contributions/?q=words"),
    *("/recommendations/?q=migratoin", "/recommendations/export.csv?q=migration"),
    *(
        "/recommendations/theme/",
        "/reports/?q=workshop",
        "/api/v1/recommendations/?q=migration",
    ),
)


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _looked_at_long_ago(monkeypatch):
    monkeypatch.setattr(damage, "LOOKS", damage.Looks())


@pytest.fixture
def report():
    """A published report in an index that has lost something too, so that all kinds of files are there."""
    gone = make_report(status="published")
    make_recommendation(gone)
    report = make_report()
    for number in range(40):
        make_recommendation(report, text=f"Migration, wish {number} of migrants")
    make_contribution(participation=None)
    publishing.move(report, "in_review")
    publishing.move(report, "published")
    indexing.catch_up()
    publishing.move(gone, "withdrawn")
    indexing.catch_up()
    return report


def wishes():
    return engine.count(engine.Question("recommendation"))


def files_ending(ending):
    return sorted(indexing.folder().glob(f"*.{ending}"))


def scribble(path, seed, count=40):
    """Write random bytes into the middle of a file, without a byte more or less."""
    chance, held = random.Random(seed), bytearray(path.read_bytes())
    at = chance.randrange(max(1, len(held) - count))
    some = chance.randbytes(min(count, len(held) - at))
    held[at : at + len(some)] = some
    # In its place: whoever has the file mapped sees it at once.
    with path.open("r+b") as file:
        file.write(held)


def ask_all(client):
    return {path: client.get(path).status_code for path in ADDRESSES}


def test_every_kind_of_file_of_the_index_has_a_sum_that_is_looked_at(report):
    kinds = {path.suffix[1:] for path in integrity.files_of(indexing.folder())}

    assert (kinds, integrity.damaged_files(indexing.folder(), set())) == (
        set(ENDINGS),
        [],
    )


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("ending", ENDINGS)
def test_damage_found_at_the_start_is_healed_before_anybody_is_answered(
    client, report, ending, seed
):
    before = wishes()
    for path in files_ending(ending):
        scribble(path, seed)
    opened.LATEST.opened = None  # as in a process that starts afterwards

    assert ask_all(client) == dict.fromkeys(ADDRESSES, 200)
    assert (wishes(), damage.is_marked()) == (before, False)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("ending", ENDINGS)
def test_damage_under_an_index_that_is_open_is_told_and_healed(
    client, report, ending, seed
):
    before = wishes()
    for path in files_ending(ending):
        scribble(path, seed)

    statuses = {client.get(path).status_code for path in ADDRESSES}
    ready = client.get("/readyz").status_code

    assert statuses <= {200, 503}
    assert (ready, wishes()) == (200, before)
    assert ask_all(client) == dict.fromkeys(ADDRESSES, 200)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", OTHERS)
def test_damage_of_what_names_the_files_is_healed(client, report, name, seed):
    before = wishes()
    scribble(indexing.folder() / name, seed, count=5)
    opened.LATEST.opened = None

    statuses = {client.get(path).status_code for path in ADDRESSES}

    assert statuses == {200}
    assert wishes() == before


def test_a_question_over_damage_says_that_the_index_is_being_rebuilt(client, report):
    opened.current()
    damage.mark("by a test")
    opened.LATEST.opened = None

    with indexing.writers_lock():
        page = client.get("/recommendations/?q=migration")
        data = client.get("/api/v1/recommendations/?q=migration")

    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (
        *(503, "10", "no-store"),
    )
    assert "The search index of this site is being rebuilt" in page.content.decode()
    assert (data.status_code, data["Content-Type"]) == (503, "application/problem+json")
    assert data.json()["detail"] == (
        "The search index of this site is being rebuilt. Please try again in a minute."
    )


def test_readiness_says_why_until_the_index_is_whole(client, report, monkeypatch):
    for _ in range(5):
        make_recommendation(make_report(status="published"))
    damage.mark("by a test")
    opened.LATEST.opened = None
    with indexing.writers_lock():
        damaged = client.get("/readyz")
    monkeypatch.setattr(indexing, "REPORTS_AT_ONCE", 1)
    monkeypatch.setattr(django_settings, "INDEX_SLICE_SECONDS", 0)

    answers = [client.get("/readyz") for _ in range(12)]

    reason = "the search index was damaged and is being built anew"
    assert (damaged.status_code, damaged.json()["reason"]) == (
        *(503, "search index damaged"),
    )
    assert [one.json().get("reason") for one in answers[:3]] == [reason] * 3
    assert [one.status_code for one in answers][-1] == 200


def test_a_panic_over_a_sound_index_is_a_fault_and_builds_nothing_anew(
    report, monkeypatch
):
    class PanicException(BaseException):
        pass

    def panics():
        raise PanicException("index out of bounds")

    now = indexing.stored_state()
    for _ in range(3):
        with pytest.raises(damage.EngineError):
            opened.asked(panics)

    assert indexing.stored_state() == now


def test_files_are_looked_at_anew_once_a_minute_whoever_asks_what(report):
    looks = damage.Looks()

    assert [looks.may_begin() for _ in range(3)] == [True, False, False]


def test_damage_is_in_the_log(client, report, caplog):
    for path in files_ending("fast"):
        scribble(path, 1)
    opened.LATEST.opened = None
    with caplog.at_level(logging.ERROR):
        client.get("/recommendations/")

    assert [one.getMessage()[:24] for one in caplog.records] == [
        "The search index is dama"
    ]
