"""Whatever the text, every visible character of it is in exactly one span."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.documents.readers import text as text_reader
from portal.parsing.coverage import StoredSpan, check_coverage, check_file
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.pipeline import parse_report
from portal.parsing.source import Source
from reports.text import DIRECTION_CONTROLS, clean_text

LINES = st.one_of(
    st.sampled_from(
        [
            *("", "", "Introduction", "Session 2: Skills", "## Closing", "**Bold title**"),
            *("1. Dr. Ana Cruz, Director, noted this.", "2) Mr. Cruz", "- one;", " - two; and"),
            *("A. National Level:", "At all levels", "Participants agreed to:", "---", "12"),
            *("and so on with [a link](#)", "10-11 March 2015", "– a dash", "Annex 1: Agenda"),
            *("**", "- ;", "## **", "1. **", "## *", "1. Do this;", "2. Do that; and", "    - deep"),
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=30),
)  # fmt: skip


def spans_of(draft):
    """Yield the spans of the draft as they would be stored, in document order."""
    for part in draft.parts:
        loose, discard = part.kind == "heading", part.kind == "discard"
        yield StoredSpan(part.kind, part.spans, part.text, discard, loose)
    for session in draft.sessions:
        yield StoredSpan(session.anchor, session.spans, session.heading)
        for paragraph in session.paragraphs:
            yield from paragraph_spans(paragraph, draft.recommendations)


def paragraph_spans(paragraph, recommendations):
    yield StoredSpan(paragraph.anchor, paragraph.spans, paragraph.text, label=paragraph.label)
    for recommendation in recommendations:
        if recommendation.paragraph == paragraph.anchor and not recommendation.spans:
            assert recommendation.text in paragraph.text
        elif recommendation.paragraph == paragraph.anchor:
            yield StoredSpan(recommendation.reference, recommendation.spans, recommendation.text)


@settings(max_examples=300)
@given(st.lists(LINES, max_size=25))
def test_parsing_loses_no_character_of_any_text(lines):
    source = Source("any.txt", "text/plain", clean_text("\n".join(lines)))

    draft = parse_report(source, Vocabulary())

    assert check_coverage(source.text, spans_of(draft)) == []


TEXTS_WITH_DIRECTION_CONTROLS = st.text(
    st.sampled_from("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069ab 1.")
)


@settings(max_examples=200)
@given(st.lists(LINES | TEXTS_WITH_DIRECTION_CONTROLS, max_size=25), TEXTS_WITH_DIRECTION_CONTROLS)
def test_direction_controls_are_removed_on_reading_and_no_text_is_lost(lines, last_line):
    text = "\n".join(["Title", *lines, last_line]).replace("\0", "")
    source = text_reader.read("any.txt", "text/plain", text.encode("utf-8", "replace"))

    draft = parse_report(source, Vocabulary())

    assert DIRECTION_CONTROLS.search(source.text) is None
    assert check_coverage(source.text, spans_of(draft)) == []


def test_a_stored_text_with_direction_controls_is_not_reported_as_an_error():
    content = "1. Ana\u200f spoke.".encode()
    stored_text = "1. Ana\u200f spoke."
    reread = text_reader.read("any.txt", "text/plain", content)
    span = StoredSpan("Paragraph 1", [(0, len(stored_text))], "Ana spoke.", label="1.")

    errors = check_file(content, hashlib.sha256(content).hexdigest(), stored_text, reread)

    assert (errors, check_coverage(stored_text, [span])) == ([], [])


@settings(max_examples=200)
@given(st.lists(LINES, max_size=25))
def test_anchors_and_references_are_unique(lines):
    source = Source("any.txt", "text/plain", clean_text("\n".join(lines)))

    draft = parse_report(source, Vocabulary())

    anchors = [item.anchor for item in (*draft.sessions, *draft.paragraphs)]
    references = [recommendation.reference for recommendation in draft.recommendations]
    assert len(set(anchors)) == len(anchors)
    assert len(set(references)) == len(references)


@settings(max_examples=200)
@given(st.lists(LINES, max_size=25))
def test_only_paragraphs_with_a_named_voice_have_speakers(lines):
    source = Source("any.txt", "text/plain", clean_text("\n".join(lines)))

    draft = parse_report(source, Vocabulary())

    assert {paragraph.voice for paragraph in draft.paragraphs if paragraph.speakers} <= {"named"}
