"""All that is asked inside one request is answered from one state of the index."""

import pytest

from portal.search import engine, indexing, opened
from reports.signals import report_changed
from tests.builders import make_recommendation, make_report


@pytest.mark.django_db
def test_everything_inside_one_state_is_answered_from_it():
    report = make_report(status="published")
    make_recommendation(report)
    question = engine.Question("recommendation")
    opened.current()

    with opened.one_state():
        before = engine.count(question)
        make_recommendation(report)
        report_changed.send(sender=type(report), report=report)
        inside = len(engine.find(question, limit=10).keys)

    assert (before, inside, engine.count(question)) == (1, 1, 2)


@pytest.mark.django_db
def test_an_index_that_is_taken_away_is_answered_from_as_it_was(monkeypatch):
    make_recommendation(make_report(status="published"))
    question = engine.Question("recommendation")
    before = engine.count(question)

    def gone():
        raise OSError("the folder is being built anew")

    indexing.state_file().unlink()
    monkeypatch.setattr(indexing, "opened", gone)
    with opened.one_state():
        assert (before, engine.count(question)) == (1, 1)
