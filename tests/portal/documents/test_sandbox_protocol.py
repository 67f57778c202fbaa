"""Results of the worker are transferred unchanged, and malformed ones are rejected."""

from dataclasses import replace

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.sandbox_protocol import (
    COMPARISON,
    COMPARISON_TOO_LONG,
    REQUEST,
    RESULT,
    ProtocolError,
    WorkerRequest,
    WorkerResult,
    load_result,
)
from portal.parsing import pipeline
from portal.parsing.disagreement import Disagreement, DisagreementKind
from portal.parsing.formatting import MAX_FORMATTED_SPANS
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.parsed_report import (
    Annex,
    Attendance,
    Note,
    Paragraph,
    ParsedReport,
    Part,
    Recommendation,
    Session,
    Speaker,
    Subjects,
    TitleBlock,
)
from portal.parsing.source import FormattedSpan, Layout, Source

SEED = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015" / "report.txt"
WORDS = st.text(max_size=8)
SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3)
SUBJECTS = st.builds(Subjects, *[st.lists(WORDS, max_size=2)] * 5)
SPEAKERS = st.lists(
    st.builds(
        Speaker,
        WORDS,
        WORDS,
        WORDS,
        WORDS,
        st.lists(WORDS),
        known_slugs=st.tuples(WORDS),
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
    notes=st.tuples(st.builds(Note, WORDS, WORDS, st.none() | st.tuples(st.just(0), st.just(1)))),
)
COMPARISONS = st.lists(
    st.builds(
        Disagreement, st.sampled_from(DisagreementKind), st.just(0), st.just(0), theirs=WORDS
    ),
    max_size=3,
).map(tuple)


@st.composite
def drafts(draw):
    speakers = draw(SPEAKERS)
    chosen = st.lists(st.sampled_from(speakers), max_size=2) if speakers else st.just([])
    paragraphs = st.builds(Paragraph, WORDS, SPANS, speakers=chosen, subjects=SUBJECTS)
    sessions = st.builds(
        Session, WORDS, WORDS, spans=SPANS, paragraphs=st.lists(paragraphs, max_size=3)
    )
    references = draw(st.lists(st.text("ab1.", min_size=1), unique=True, max_size=3))
    return ParsedReport(
        front=TitleBlock(draw(WORDS), starts_on=draw(st.none() | st.dates())),
        attendance=Attendance(draw(WORDS), draw(st.none() | st.integers(0, 9))),
        sessions=draw(st.lists(sessions, max_size=3)),
        recommendations=[
            Recommendation(reference, draw(WORDS), draw(SPANS), subjects=draw(SUBJECTS))
            for reference in references
        ],
        speakers=speakers,
        annexes=draw(st.lists(st.builds(Annex, WORDS), max_size=2)),
        parts=draw(st.lists(st.builds(Part, WORDS, WORDS, SPANS), max_size=2)),
        notes=draw(st.lists(st.builds(Note, WORDS, WORDS), max_size=2)),
    )


def message(source, draft, comparison=()):
    return b"\n".join(
        (RESULT.dump_json(WorkerResult.of(source, draft)), COMPARISON.dump_json(comparison))
    )


@given(SOURCES, drafts(), COMPARISONS)
def test_a_source_its_comparison_and_its_parsed_report_survive_a_round_trip(
    source, draft, comparison
):
    arrived = load_result(message(source, draft, comparison))

    assert arrived.source == replace(source, disagreements=comparison)
    assert arrived.with_speakers() == draft


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"7",
        b'[{"kind": "odd", "start": 0, "end": 0}]',
        b'[{"kind": "added", "start": 0, "end": 9}]',
        b'[{"kind": "added", "start": 2, "end": 1}]',
    ],
)
def test_a_malformed_comparison_makes_the_whole_text_uncertain(line):
    result = RESULT.dump_json(WorkerResult.of(Source("a", "b", "Text."), ParsedReport()))

    arrived = load_result(result + b"\n" + line, COMPARISON_TOO_LONG)

    assert arrived.source.disagreements == (
        Disagreement(DisagreementKind.NOT_COMPARED, 0, 5, theirs=COMPARISON_TOO_LONG),
    )


def test_deserialized_paragraphs_share_their_speaker_objects_with_the_report():
    source = Source("report.txt", "text/plain", SEED.read_text(encoding="utf-8"))
    draft = pipeline.parse_report(source, Vocabulary())

    arrived = load_result(message(source, draft)).with_speakers()

    assert arrived == draft
    assert {id(speaker) for p in arrived.paragraphs for speaker in p.speakers} == {
        id(speaker) for speaker in arrived.speakers
    }


def test_a_vocabulary_survives_a_round_trip_and_matches_the_same():
    vocabulary = Vocabulary(
        organizations=Gazetteer.of([("iom", ["IOM"])]), series=frozenset(["ARF"])
    )

    request = WorkerRequest("a.txt", vocabulary, 0)

    arrived = REQUEST.validate_json(REQUEST.dump_json(request))

    assert arrived == request
    assert arrived.vocabulary.organizations.slugs_in("the IOM said") == ["iom"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not JSON",
        b"{}",
        b"[]",
        b'{"refused": 1}',
        b'{"refused": "", "source": 7}',
        b'{"refused": "", "speakers": [["a"]]}',
        b'{"refused": "", "source": {"name": "a", "media_type": "b", "text": 3}}',
        b'{"refused": "", "draft": {"front": {"starts_on": "yesterday"}}}',
        b"[" * 100_000,
    ],
)
def test_a_malformed_worker_result_is_rejected(content):
    with pytest.raises(ProtocolError):
        load_result(content)


@pytest.mark.parametrize(
    ("recommendations", "speakers"),
    [
        ([Recommendation("1", "a", [], parent="2")], ()),
        ([Recommendation("1", "a", []), Recommendation("1", "b", [])], ()),
        ([], ((0,),)),
    ],
)
def test_an_inconsistent_parsed_report_is_rejected(recommendations, speakers):
    answer = WorkerResult(
        "", draft=ParsedReport(recommendations=recommendations), speakers=speakers
    )

    with pytest.raises(ProtocolError):
        answer.with_speakers()


def test_a_worker_result_with_subjects_marked_as_curated_is_rejected():
    curated = Subjects(themes=["fees"], are_curated=True)
    recommendations = [Recommendation("1", "a", [], subjects=curated)]

    with pytest.raises(ProtocolError):
        WorkerResult("", draft=ParsedReport(recommendations=recommendations)).with_speakers()


@pytest.mark.parametrize(
    "span",
    [
        FormattedSpan("emphasis", 0, 5),
        FormattedSpan("emphasis", 2, 2),
        FormattedSpan("emphasis", -1, 2),
        FormattedSpan("link", 0, 2, "javascript:alert(1)"),
        FormattedSpan("cell", 0, 2, "3/2"),
        FormattedSpan("cell", 0, 2, "one"),
    ],
)
def test_a_result_with_formatting_outside_the_text_or_a_misleading_link_is_rejected(span):
    result = WorkerResult("", Source("r.md", "text/markdown", "tide", formatting=(span,)))

    with pytest.raises(ProtocolError):
        load_result(RESULT.dump_json(result))


def test_formatting_is_transferred_unchanged():
    span = FormattedSpan("link", 0, 4, "https://tides.example/")
    source = Source("r.md", "text/markdown", "tide", formatting=(span,))

    assert load_result(RESULT.dump_json(WorkerResult("", source))).source.formatting == (span,)


def test_a_result_with_more_formatting_than_the_limit_is_rejected():
    formatting = tuple(FormattedSpan("strong", 0, 1) for _ in range(MAX_FORMATTED_SPANS + 1))
    result = WorkerResult("", Source("r.md", "text/markdown", "tide", formatting=formatting))

    with pytest.raises(ProtocolError):
        load_result(RESULT.dump_json(result))
