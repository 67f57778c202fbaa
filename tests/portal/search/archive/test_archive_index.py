"""The index of the archive: it can be deleted, damaged or busy at any time."""

import random

import pytest
from django.utils import timezone

from portal.exports.archive import writer
from portal.exports.archive.withholding import withhold_report
from portal.search.archive import archive_index, past_search
from portal.search.index import integrity
from portal.search.index.writer import writers_lock
from portal.search.models import ArchiveRun
from reports.models import Report, Statement
from tests.builders.random_workshops import make_workshops
from tests.harness.page_caches import forget_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(db):
    make_workshops(random.Random(1990))
    writer.catch_up()
    return f"/api/v1/statements/?as_of={timezone.localdate()}"


def test_a_damaged_index_of_the_archive_is_rebuilt(client, url):
    before = client.get(url).json()
    for path in integrity.index_files(archive_index.folder()):
        path.write_bytes(path.read_bytes()[::-1])
    past_search.LATEST.opened = None
    client.raise_request_exception = False

    statuses = []
    for _ in range(2):
        forget_pages()
        answer = client.get(url)
        statuses.append(answer.status_code)

    assert (statuses, answer.json()) == ([503, 200], before)


def test_while_another_process_builds_the_index_a_past_list_is_not_available(client, url, settings):
    settings.INDEX_SLICE_SECONDS = 0.05
    client.raise_request_exception = False
    with writers_lock(archive_index.folder()):
        busy = client.get(url)
    settings.INDEX_SLICE_SECONDS = 3600

    assert (busy.status_code, busy["Retry-After"]) == (503, "10")
    assert client.get(url).status_code == 200


def test_an_index_that_is_built_in_many_steps_contains_every_state_once(client, url, monkeypatch):
    before = client.get(url).json()
    archive_index.discard()
    forget_pages()
    monkeypatch.setattr(archive_index, "BATCH_SIZE", 7)
    last = ArchiveRun.objects.last()

    steps = 1
    while not archive_index.follow(last, seconds=0):
        steps += 1

    assert steps > 5
    assert client.get(url).json() == before


def test_no_answer_is_kept_from_before_the_index_knew_what_is_withheld(client, url):
    past = client.get(url).json()["permalink"]
    before = client.get(past).json()["count"]
    report = Report.objects.published().latest("pk")
    own = Statement.objects.filter(paragraph__report=report).count()
    withhold_report(report)
    writer.catch_up()

    with writers_lock(archive_index.folder()):
        client.get(past)
    after = client.get(past).json()

    assert (after["count"], after["left_out"]) == (before - own, own)
