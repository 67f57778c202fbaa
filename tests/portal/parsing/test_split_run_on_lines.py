"""Several paragraphs on a single line are split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.parsing.source import Source
from portal.parsing.split_run_on_lines import split_run_on_lines


def line_texts(text):
    lines = Source("r.txt", "text/plain", text).lines
    return [line.text.strip() for line in split_run_on_lines(lines)]


def test_a_number_glued_to_a_heading_starts_a_new_paragraph():
    assert line_texts("4. Four.\n(a) Past activities5. The participants met.") == [
        "4. Four.",
        "(a) Past activities",
        "5. The participants met.",
    ]


@pytest.mark.parametrize(
    "line",
    ["In phase3. The next one", "of rule 7. The next", "see COP21. The Parties"],
)
def test_a_number_out_of_sequence_does_not_split_a_line(line):
    assert line_texts(f"4. Four.\n{line}") == ["4. Four.", line]


def test_a_single_line_document_is_split_at_its_numbers_and_headings():
    long = "The participants spoke at length of all that was to be done in the region." * 3
    text = f"Introduction 1. {long} Session 1: Trends 2. {long} In 2015. 3. {long}"

    assert line_texts(text) == [
        "Introduction",
        f"1. {long}",
        "Session 1: Trends",
        f"2. {long} In 2015.",
        f"3. {long}",
    ]


@given(st.text(alphabet="aA1. \n”", max_size=600))
def test_splitting_neither_loses_nor_moves_a_character(text):
    lines = list(split_run_on_lines(Source("r.txt", "text/plain", text).lines))

    assert all(text[line.start : line.start + len(line.text)] == line.text for line in lines)
    assert "".join(line.text for line in lines) == text.replace("\n", "")
