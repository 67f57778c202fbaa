"""What a process read crosses unchanged, and nothing else crosses."""

import json
from datetime import date

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from portal.importing import parse
from portal.importing.child import Request
from portal.importing.parsed import (
    Annex,
    Attendance,
    Draft,
    Note,
    Paragraph,
    Part,
    Recommendation,
    Session,
    Speaker,
    Subjects,
    TitleBlock,
)
from portal.importing.source import Layout, Source
from portal.importing.vocabulary import Names, Vocabulary
from portal.importing.wire import Answer, GarbledError, packed, unpacked

SEED = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015" / "report.txt"
WORDS = st.text(max_size=8)
SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3)
SUBJECTS = st.builds(Subjects, *[st.lists(WORDS, max_size=2)] * 5)
SPEAKERS = st.lists(
    st.builds(
        Speaker, WORDS, WORDS, WORDS, WORDS, st.lists(WORDS), known_as=st.tuples(WORDS)
    ),
    max_size=3,
)
SOURCES = st.builds(
    Source,
    WORDS,
    WORDS,
    WORDS,
    layout=st.dictionaries(
        st.integers(0, 9),
        st.builds(
            Layout,
            st.integers(0, 9),
            discards=st.tuples(st.tuples(st.just(0), st.just(1), WORDS)),
        ),
    ),
    pages=st.tuples(st.integers(0, 9)),
    notes=st.tuples(
        st.builds(Note, WORDS, WORDS, st.none() | st.tuples(st.just(0), st.just(1)))
    ),
)


@st.composite
def drafts(draw):
    speakers = draw(SPEAKERS)
    chosen = (
        st.lists(st.sampled_from(speakers), max_size=2) if speakers else st.just([])
    )
    paragraphs = st.builds(Paragraph, WORDS, SPANS, speakers=chosen, subjects=SUBJECTS)
    sessions = st.builds(
        Session, WORDS, WORDS, spans=SPANS, paragraphs=st.lists(paragraphs, max_size=3)
    )
    references = draw(st.lists(st.text("ab1.", min_size=1), unique=True, max_size=3))
    return Draft(
        front=TitleBlock(draw(WORDS), starts_on=draw(st.none() | st.dates())),
        attendance=Attendance(draw(WORDS), draw(st.none() | st.integers(0, 9))),
        sessions=draw(st.lists(sessions, max_size=3)),
        recommendations=[
            Recommendation(one, draw(WORDS), draw(SPANS), subjects=draw(SUBJECTS))
            for one in references
        ],
        speakers=speakers,
        annexes=draw(st.lists(st.builds(Annex, WORDS), max_size=2)),
        parts=draw(st.lists(st.builds(Part, WORDS, WORDS, SPANS), max_size=2)),
        notes=draw(st.lists(st.builds(Note, WORDS, WORDS), max_size=2)),
    )


@given(SOURCES, drafts())
def test_a_source_and_its_draft_cross_unchanged(source, draft):
    arrived = unpacked(Answer, packed(Answer.of(source, draft)))

    assert arrived.source == source
    assert arrived.with_speakers() == draft


def test_paragraphs_share_their_speakers_with_the_draft():
    source = Source("report.txt", "text/plain", SEED.read_text(encoding="utf-8"))
    draft = parse.parse(source, Vocabulary())

    arrived = unpacked(Answer, packed(Answer.of(source, draft))).with_speakers()

    assert arrived == draft
    assert {id(one) for p in arrived.paragraphs for one in p.speakers} == {
        id(one) for one in arrived.speakers
    }


def test_a_vocabulary_crosses_and_finds_the_same():
    vocabulary = Vocabulary(
        organizations=Names.of([("iom", ["IOM"])]), series=frozenset(["ARF"])
    )

    arrived = unpacked(Request, packed(("a.txt", vocabulary, 0)))

    assert arrived == Request("a.txt", vocabulary, 0)
    assert arrived.vocabulary.organizations.named_in("the IOM said") == ["iom"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not JSON",
        b"{}",
        b"[]",
        b'["", null, null]',
        b"[1, null, null, []]",
        b'["", 7, null, []]',
        b'["", null, null, [["a"]]]',
        b'["", ["a", "b", "c", {"x": []}, [], []], null, []]',
        b"[" * 100_000,
    ],
)
def test_what_is_not_of_the_form_agreed_on_is_garbled(content):
    with pytest.raises(GarbledError):
        unpacked(Answer, content)


@pytest.mark.parametrize(
    ("recommendations", "speakers"),
    [
        ([Recommendation("1", "a", [], parent="2")], ()),
        ([Recommendation("1", "a", []), Recommendation("1", "b", [])], ()),
        ([], ((0,),)),
    ],
)
def test_a_draft_that_does_not_hang_together_is_garbled(recommendations, speakers):
    answer = Answer(draft=Draft(recommendations=recommendations), speakers=speakers)

    with pytest.raises(GarbledError):
        answer.with_speakers()


def test_a_draft_that_passes_guesses_for_the_word_of_people_is_garbled():
    curated = Subjects(themes=["fees"], are_curated=True)
    asked = [Recommendation("1", "a", [], subjects=curated)]

    with pytest.raises(GarbledError):
        Answer(draft=Draft(recommendations=asked)).with_speakers()


def test_days_cross_as_people_write_them():
    front = TitleBlock("T", starts_on=date(2015, 4, 2))

    assert json.loads(packed(front))[4] == "2015-04-02"
