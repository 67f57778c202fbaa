"""Lines to blocks: what a line begins, and what is no word of the report."""

import pytest

from portal.importing import blocks
from portal.importing.marks import Begins
from portal.importing.source import Source


def cut(text):
    return blocks.split(Source("r.txt", "text/plain", text))


def read(text):
    return [(one.begins, one.text) for one in cut(text).blocks]


def discards(text):
    return [(text[slice(*one.span)], one.reason) for one in cut(text).discards]


def codes(text):
    return [one.code for one in cut(text).notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- ;", [("-", "bullet"), (";", "list punctuation")]),
        ("- **", [("-", "bullet"), ("**", "mark-up of bold text")]),
        ("## **", [("##", "mark-up of a heading"), ("**", "mark-up of bold text")]),
        ("**", [("**", "mark-up of bold text")]),
        ("1. **", [("1.", "empty number"), ("**", "mark-up of bold text")]),
    ],
)
def test_marks_without_words_are_discards_and_no_block(text, expected):
    assert read(text) == []
    assert discards(text) == expected


def test_a_heading_stands_behind_a_page_number():
    text = "1. Para ends here.\n\n7\nSession 2: Foo"

    assert read(text) == [
        (Begins.NUMBERED, "Para ends here."),
        (Begins.HEADING, "Session 2: Foo"),
    ]
    assert discards(text) == [("7", "page number")]


def test_a_paragraph_behind_a_page_number_is_one_of_its_own():
    text = "1. Para ends here.\n\n7\nA new paragraph that has no number."

    assert read(text) == [
        (Begins.NUMBERED, "Para ends here."),
        (Begins.TEXT, "A new paragraph that has no number."),
    ]
    assert codes(text) == ["page-number-assumed"]


def test_a_heading_stands_behind_a_line_drawn_across():
    assert read("1. One.\n---\nSession 2: Foo") == [
        (Begins.NUMBERED, "One."),
        (Begins.HEADING, "Session 2: Foo"),
    ]


def test_a_number_between_empty_lines_is_a_page_number_without_a_doubt():
    text = "1. Para goes on\n\n7\n\nand ends."

    assert read(text) == [(Begins.NUMBERED, "Para goes on and ends.")]
    assert discards(text) == [("7", "page number")]
    assert codes(text) == []


def test_a_number_between_two_lines_of_text_is_a_word_and_a_doubt():
    text = "1. The budget was\n60\nmillion and more."

    assert read(text) == [(Begins.NUMBERED, "The budget was 60 million and more.")]
    assert discards(text) == []
    assert codes(text) == ["number-kept-as-word"]


def test_a_number_under_a_line_of_text_is_a_page_number_and_a_doubt():
    text = "1. Para ends here.\n7\n\n2. Next."

    assert discards(text) == [("7", "page number")]
    assert codes(text) == ["page-number-assumed"]


def test_a_page_of_pages_is_no_word_wherever_it_stands():
    text = "1. Para goes on\nPage 3 of 11\nand ends."

    assert read(text) == [(Begins.NUMBERED, "Para goes on and ends.")]
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Work at the national and\nregional level\nand beyond.",
        "1. Work at the national and\n\nregional level\nand beyond.",
    ],
)
def test_a_line_of_running_text_is_no_level(text):
    assert read(text) == [
        (Begins.NUMBERED, "Work at the national and regional level and beyond.")
    ]


@pytest.mark.parametrize(
    "line", ["National level", "At all levels", "A. National Level:", "**Regional**"]
)
def test_a_level_by_itself_is_a_heading(line):
    assert read(f"1. Agreed:\n\n{line}\n- do") != read(f"1. Agreed:\n\n{line} do")
    assert read(f"1. Agreed:\n\n{line}\n- do")[2] == (Begins.BULLET, "do")


@pytest.mark.parametrize(
    "line", ["A. National Level:", "## National level", "**National level**"]
)
def test_a_level_that_is_marked_needs_no_empty_line(line):
    assert read(f"1. Agreed\n{line}\n- do")[1][0] is Begins.LEVEL


def test_words_of_a_list_keep_their_gaps():
    assert read("- one   two ;  and  ") == [(Begins.BULLET, "one two")]
