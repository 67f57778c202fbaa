"""A damaged index: every search gets an answer, and the index is repaired."""

import logging
import random

import pytest
from django.conf import settings as django_settings
from django.test import Client

from portal.search import engine
from portal.search.index import damage, integrity, reader, writer
from reports import publishing
from tests.builders.records import make_contribution, make_recommendation, make_report

pytestmark = pytest.mark.django_db
ENDINGS = ("idx", "pos", "term", "store", "fast", "fieldnorm", "del")
METADATA_FILES = ("meta.json", ".managed.json", "state.json")
PATHS = (
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
def _check_is_due(monkeypatch):
    monkeypatch.setattr(damage, "CHECK_THROTTLE", damage.CheckThrottle())


@pytest.fixture
def report():
    """A published report in an index with deletions, so that every kind of file exists."""
    withdrawn = make_report(status="published")
    make_recommendation(withdrawn)
    report = make_report()
    for number in range(40):
        make_recommendation(report, text=f"Migration, wish {number} of migrants")
    make_contribution(participation=None)
    publishing.transition(report, "in_review")
    publishing.transition(report, "published")
    writer.catch_up()
    publishing.transition(withdrawn, "withdrawn")
    writer.catch_up()
    return report


def count_recommendations():
    return engine.count(engine.SearchQuery("recommendation"))


def files_ending(ending):
    return sorted(writer.index_folder().glob(f"*.{ending}"))


def overwrite_randomly(path, seed, count=40):
    """Overwrite random bytes within a file, without changing its length."""
    rng, content = random.Random(seed), bytearray(path.read_bytes())
    at = rng.randrange(max(1, len(content) - count))
    noise = rng.randbytes(min(count, len(content) - at))
    content[at : at + len(noise)] = noise
    # In place: every process that has the file mapped sees the damage at once.
    with path.open("r+b") as file:
        file.write(content)


def get_all(client):
    return {path: client.get(path).status_code for path in PATHS}


def test_the_integrity_check_verifies_the_checksum_of_every_kind_of_index_file(report):
    kinds = {path.suffix[1:] for path in integrity.index_files(writer.index_folder())}

    assert (kinds, integrity.damaged_files(writer.index_folder(), set())) == (
        set(ENDINGS),
        [],
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_index_damage_found_at_startup_is_repaired_before_the_first_answer(client, report, ending):
    before = count_recommendations()
    for path in files_ending(ending):
        overwrite_randomly(path, seed=0)
    reader.LATEST.snapshot = None  # as in a newly started process

    assert get_all(client) == dict.fromkeys(PATHS, 200)
    assert (count_recommendations(), damage.is_marked_damaged()) == (before, False)


@pytest.mark.parametrize("ending", ENDINGS)
def test_damage_to_an_open_index_answers_200_or_503_and_is_repaired(client, report, ending):
    before = count_recommendations()
    for path in files_ending(ending):
        overwrite_randomly(path, seed=1)

    statuses = {client.get(path).status_code for path in PATHS}
    ready = client.get("/readyz").status_code

    assert statuses <= {200, 503}
    assert (ready, count_recommendations()) == (200, before)
    assert get_all(client) == dict.fromkeys(PATHS, 200)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", METADATA_FILES)
def test_damage_to_the_metadata_files_of_the_index_is_repaired(client, report, name, seed):
    before = count_recommendations()
    overwrite_randomly(writer.index_folder() / name, seed, count=5)
    reader.LATEST.snapshot = None

    statuses = {client.get(path).status_code for path in PATHS}

    assert statuses == {200}
    assert count_recommendations() == before


def test_a_search_over_a_damaged_index_answers_503_that_it_is_being_rebuilt(client, report):
    reader.current_snapshot()
    damage.mark_damaged("by a test")
    reader.LATEST.snapshot = None

    with writer.writers_lock():
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


def test_readyz_gives_the_reason_until_the_damaged_index_is_rebuilt(client, report, monkeypatch):
    for _ in range(5):
        make_recommendation(make_report(status="published"))
    damage.mark_damaged("by a test")
    reader.LATEST.snapshot = None
    with writer.writers_lock():
        damaged = client.get("/readyz")
    monkeypatch.setattr(writer, "REPORTS_PER_BATCH", 1)
    monkeypatch.setattr(django_settings, "INDEX_SLICE_SECONDS", 0)

    answers = [client.get("/readyz") for _ in range(12)]

    reason = "the search index was damaged and is being rebuilt"
    assert (damaged.status_code, damaged.json()["reason"]) == (*(503, "search index damaged"),)
    assert [answer.json().get("reason") for answer in answers[:3]] == [reason] * 3
    assert [answer.status_code for answer in answers][-1] == 200


def test_an_engine_panic_over_a_sound_index_raises_and_rebuilds_nothing(report, monkeypatch):
    class PanicException(BaseException):
        pass

    def panic():
        raise PanicException("index out of bounds")

    state = writer.stored_state()
    for _ in range(3):
        with pytest.raises(damage.EngineError):
            reader.guarded_call(panic)

    assert writer.stored_state() == state


def test_the_integrity_check_of_the_index_is_throttled(report):
    throttle = damage.CheckThrottle()

    assert [throttle.try_start() for _ in range(3)] == [True, False, False]


def test_index_damage_is_logged_as_an_error(client, report, caplog):
    for path in files_ending("fast"):
        overwrite_randomly(path, 1)
    reader.LATEST.snapshot = None
    with caplog.at_level(logging.ERROR):
        client.get("/recommendations/")

    assert [record.getMessage()[:24] for record in caplog.records] == ["The search index is dama"]
