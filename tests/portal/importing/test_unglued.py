"""Several paragraphs on one line are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importing.source import Source
from portal.importing.unglued import unglued


def pieces(text):
    lines = Source("r.txt", "text/plain", text).lines
    return [line.text.strip() for line in unglued(lines)]


def test_a_number_glued_to_a_heading_begins_its_paragraph():
    assert pieces("4. Four.\n(a) Past activities5. The participants met.") == [
        "4. Four.",
        "(a) Past activities",
        "5. The participants met.",
    ]


@pytest.mark.parametrize(
    "line",
    ["In phase3. The next one", "of rule 7. The next", "see COP21. The Parties"],
)
def test_a_number_out_of_sequence_begins_nothing(line):
    assert pieces(f"4. Four.\n{line}") == ["4. Four.", line]


def test_a_document_on_one_line_is_cut_at_its_numbers_and_headings():
    long = (
        "The participants spoke at length of all that was to be done in the region." * 3
    )
    text = f"Introduction 1. {long} Session 1: Trends 2. {long} In 2015. 3. {long}"

    assert pieces(text) == [
        "Introduction",
        f"1. {long}",
        "Session 1: Trends",
        f"2. {long} In 2015.",
        f"3. {long}",
    ]


@given(st.text(alphabet="aA1. \n”", max_size=600))
def test_no_character_is_lost_and_none_moved(text):
    lines = list(unglued(Source("r.txt", "text/plain", text).lines))

    assert all(text[one.start : one.start + len(one.text)] == one.text for one in lines)
    assert "".join(one.text for one in lines) == text.replace("\n", "")
