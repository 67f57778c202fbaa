"""Whatever text comes in, every visible character of it is in exactly one place."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.importing.fidelity import Unit, compare, of_file
from portal.importing.parse import parse
from portal.importing.readers import plain
from portal.importing.source import Source
from portal.importing.vocabulary import Vocabulary
from reports.text import DIRECTION, clean_text

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


def units_of(draft):
    """Yield the draft's stretches as they would be stored, in the order of the report."""
    for part in draft.parts:
        loose, discard = part.kind == "heading", part.kind == "discard"
        yield Unit(part.kind, part.spans, part.text, discard, loose)
    for session in draft.sessions:
        yield Unit(session.anchor, session.spans, session.heading)
        for paragraph in session.paragraphs:
            yield from units_in(paragraph, draft.recommendations)


def units_in(paragraph, recommendations):

    yield Unit(paragraph.anchor, paragraph.spans, paragraph.text, label=paragraph.label)
    for one in recommendations:
        if one.paragraph == paragraph.anchor:
            yield Unit(one.reference, one.spans, one.text)


@settings(max_examples=300)
@given(st.lists(LINES, max_size=25))
def test_no_text_loses_a_character(lines):
    source = Source("any.txt", "text/plain", clean_text("\n".join(lines)))

    draft = parse(source, Vocabulary())

    assert compare(source.text, units_of(draft)) == []


TURNING = st.text(
    st.sampled_from(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069ab 1."
    )
)


@settings(max_examples=200)
@given(st.lists(LINES | TURNING, max_size=25), TURNING)
def test_a_file_that_turns_its_letters_is_read_without_and_loses_nothing(lines, some):
    text = "\n".join(["Title", *lines, some]).replace("\0", "")
    source = plain.read("any.txt", "text/plain", text.encode("utf-8", "replace"))

    draft = parse(source, Vocabulary())

    assert DIRECTION.search(source.text) is None
    assert compare(source.text, units_of(draft)) == []


def test_a_text_kept_from_before_that_turns_its_letters_is_no_fault():
    content = "1. Ana\u200f spoke.".encode()
    kept = "1. Ana\u200f spoke."
    reread = plain.read("any.txt", "text/plain", content)
    stored = Unit("Paragraph 1", [(0, len(kept))], "Ana spoke.", label="1.")

    faults = of_file(content, hashlib.sha256(content).hexdigest(), kept, reread)

    assert (faults, compare(kept, [stored])) == ([], [])


@settings(max_examples=200)
@given(st.lists(LINES, max_size=25))
def test_addresses_are_unique(lines):
    source = Source("any.txt", "text/plain", clean_text("\n".join(lines)))

    draft = parse(source, Vocabulary())

    anchors = [one.anchor for one in (*draft.sessions, *draft.paragraphs)]
    references = [one.reference for one in draft.recommendations]
    assert len(set(anchors)) == len(anchors)
    assert len(set(references)) == len(references)


@settings(max_examples=200)
@given(st.lists(LINES, max_size=25))
def test_only_named_voices_have_speakers(lines):
    source = Source("any.txt", "text/plain", clean_text("\n".join(lines)))

    draft = parse(source, Vocabulary())

    assert {one.voice for one in draft.paragraphs if one.speakers} <= {"named"}
