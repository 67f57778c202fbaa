"""The index reader: all searches of a request read the same index snapshot."""

import pytest

from portal.search import engine
from portal.search.index import reader, writer
from portal.search.index.state import state_file
from reports.signals import report_changed
from tests.builders.records import make_recommendation, make_report


@pytest.mark.django_db
def test_all_searches_within_a_pinned_snapshot_read_the_same_index_state():
    report = make_report(status="published")
    make_recommendation(report)
    query = engine.SearchQuery("recommendation")
    reader.current_snapshot()

    with reader.pinned_snapshot():
        before = engine.count(query)
        make_recommendation(report)
        report_changed.send(sender=type(report), report=report)
        inside = len(engine.search(query, limit=10).keys)

    assert (before, inside, engine.count(query)) == (1, 1, 2)


@pytest.mark.django_db
def test_searches_use_the_last_snapshot_while_the_index_cannot_be_opened(monkeypatch):
    make_recommendation(make_report(status="published"))
    query = engine.SearchQuery("recommendation")
    before = engine.count(query)

    def fail():
        raise OSError("the folder is being built anew")

    state_file().unlink()
    monkeypatch.setattr(writer, "open_index", fail)
    with reader.pinned_snapshot():
        assert (before, engine.count(query)) == (1, 1)
