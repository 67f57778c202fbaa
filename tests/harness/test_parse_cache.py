"""A result from the cache equals that of a worker, and does not change when a copy changes."""

import pytest

from portal.documents import sandbox
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.source import UnreadableError
from tests.builders.seminar import TEXT
from tests.harness import parse_cache


@pytest.fixture
def started(monkeypatch):
    """Return the names of the files for which a worker was started, with an empty cache."""
    names = []

    def start_worker(name, header, content):
        names.append(name)
        return real_start(name, header, content)

    real_start = parse_cache.start_worker
    monkeypatch.setattr(parse_cache, "start_worker", start_worker)
    monkeypatch.setattr(parse_cache, "RESULTS", {})
    return names


def test_a_cached_parse_equals_that_of_a_worker(started):
    first = sandbox.parse_document("seminar.txt", TEXT, Vocabulary())
    second = sandbox.parse_document("seminar.txt", TEXT, Vocabulary())

    assert second == first
    assert started == ["seminar.txt"]


def test_a_change_to_a_parse_does_not_reach_the_cache(started):
    _, draft = sandbox.parse_document("seminar.txt", TEXT, Vocabulary())
    draft.front.title = "Another"
    draft.paragraphs.clear()

    _, again = sandbox.parse_document("seminar.txt", TEXT, Vocabulary())

    assert again.front.title == "ARF Seminar on Skills"
    assert again.paragraphs


def test_the_cached_speakers_of_paragraphs_are_those_of_the_draft(started):
    for _ in range(2):
        _, draft = sandbox.parse_document("seminar.txt", TEXT, Vocabulary())

        (speaker,) = draft.paragraphs[0].speakers
        assert any(speaker is other for other in draft.speakers)


def test_another_name_content_or_vocabulary_starts_another_worker(started):
    themes = Gazetteer.of([("skills", ["skills"])], any_case=True)
    sandbox.parse_document("a.txt", TEXT, Vocabulary())
    sandbox.parse_document("b.txt", TEXT, Vocabulary())
    sandbox.parse_document("c.txt", TEXT.replace(b"dear", b"cheap"), Vocabulary())
    sandbox.parse_document("c.txt", TEXT, Vocabulary(themes=themes))
    sandbox.parse_document("c.txt", TEXT, Vocabulary())
    sandbox.read_document("c.txt", TEXT)

    assert started == ["a.txt", "b.txt", "c.txt", "c.txt", "c.txt", "c.txt"]


def test_a_refused_file_is_refused_by_a_worker_each_time(started):
    for _ in range(2):
        with pytest.raises(UnreadableError, match="contains NUL bytes"):
            sandbox.read_document("a.txt", b"a\0b")

    assert started == ["a.txt", "a.txt"]
