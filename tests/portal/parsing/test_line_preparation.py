"""Lines are prepared: what is no text is set aside, indents are measured."""

import pytest

from portal.parsing.line_preparation import (
    indent_of,
    layout_of,
    next_lines,
    prepare_lines,
    usual_indent,
)
from portal.parsing.source import Layout, Line, Source

LONG = "The sea rose above the harbour wall and fell again by noon."


def lines(text, media_type="text/plain"):
    return list(Source("r.txt", media_type, text).lines)


@pytest.mark.parametrize(
    ("text", "indent"), [("Tides", 0), ("  Tides", 2), ("\tTides", 4), (" \tTides", 4), ("   ", 3)]
)
def test_the_indent_of_a_line_counts_tabs_as_four_columns(text, indent):
    assert indent_of(Line(text, 0)) == indent


def test_the_usual_indent_is_that_of_most_long_lines():
    text = f"Tides\n\n   {LONG}\n   {LONG}\n{LONG}\nShips\nFees\nPorts\n"

    assert usual_indent(lines(text)) == 3


def test_a_text_of_short_lines_has_no_indent():
    assert usual_indent(lines("   Tides\n   Ships\n")) == 0


def test_lines_that_are_set_aside_do_not_count_for_the_usual_indent():
    text = f"     {LONG}\n     {LONG}\n  {LONG}\n"
    whole = Layout(discards=((0, 100, "running head"),))
    first, second, *others = lines(text)
    aside = [Line(line.text, line.start, whole) for line in (first, second)]

    assert usual_indent([*aside, *others]) == 2


def test_the_next_line_is_the_next_one_with_text():
    end = Line("", 8)
    found = next_lines(lines("One\n\nTwo"), end)

    assert [line.text for line in found] == ["Two", "Two", ""]


@pytest.mark.parametrize(("noise", "rank"), [("# ", 1), ("### ", 3), ("- ", 0), ("", 0)])
def test_a_heading_has_the_rank_of_its_marks(noise, rank):
    assert layout_of(Line("Tides", 0), noise).heading == rank


def test_a_line_without_marks_keeps_its_layout():
    line = Line("Tides", 0, Layout(heading=2))

    assert layout_of(line, "") == Layout(heading=2)


def test_a_foot_that_counts_the_pages_and_markup_are_both_set_aside():
    text = "The **sea** rose.\n\nLund   Tides   [Page 1]\n\nIt fell.\n\nLund   Tides   [Page 2]\n"
    prepared = prepare_lines(Source("r.txt", "text/plain", text))

    assert [
        (line.text[start:end], reason)
        for line in prepared
        for start, end, reason in line.layout.discards
    ] == [
        ("**", "bold markup"),
        ("**", "bold markup"),
        ("Lund   Tides   [Page 1]", "running head"),
        ("Lund   Tides   [Page 2]", "running head"),
    ]


def test_prepared_lines_hold_the_whole_text():
    text = f"Tides\n=====\n\n{LONG}\n\n1. One. 2. Two.\n"
    prepared = prepare_lines(Source("r.md", "text/markdown", text))

    assert "\n".join(line.text for line in prepared) == text
