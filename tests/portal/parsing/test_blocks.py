"""Lines are split into blocks, and text outside the report is discarded."""

import pytest

from portal.parsing import blocks
from portal.parsing.line_types import LineType
from portal.parsing.source import Source


def split(text):
    return blocks.split_blocks(Source("r.txt", "text/plain", text))


def read(text):
    return [(block.line_type, block.text) for block in split(text).blocks]


def discards(text):
    return [(text[slice(*discard.span)], discard.reason) for discard in split(text).discards]


def codes(text):
    return [note.code for note in split(text).notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- ;", [("-", "bullet"), (";", "list punctuation")]),
        ("- **", [("-", "bullet"), ("**", "bold markup")]),
        ("## **", [("##", "heading markup"), ("**", "bold markup")]),
        ("**", [("**", "bold markup")]),
        ("1. **", [("1.", "empty number"), ("**", "bold markup")]),
    ],
)
def test_markup_without_words_is_discarded_and_gives_no_block(text, expected):
    assert read(text) == []
    assert discards(text) == expected


def test_a_heading_after_a_page_number_is_recognized():
    text = "1. Para ends here.\n\n7\nSession 2: Foo"

    assert read(text) == [
        (LineType.NUMBERED, "Para ends here."),
        (LineType.HEADING, "Session 2: Foo"),
    ]
    assert discards(text) == [("7", "page number")]


def test_text_after_a_page_number_starts_a_new_paragraph():
    text = "1. Para ends here.\n\n7\nA new paragraph that has no number."

    assert read(text) == [
        (LineType.NUMBERED, "Para ends here."),
        (LineType.TEXT, "A new paragraph that has no number."),
    ]
    assert codes(text) == ["page-number-assumed"]


def test_a_heading_after_a_horizontal_rule_is_recognized():
    assert read("1. One.\n---\nSession 2: Foo") == [
        (LineType.NUMBERED, "One."),
        (LineType.HEADING, "Session 2: Foo"),
    ]


def test_a_number_between_empty_lines_is_a_page_number_without_a_note():
    text = "1. Para goes on\n\n7\n\nand ends."

    assert read(text) == [(LineType.NUMBERED, "Para goes on and ends.")]
    assert discards(text) == [("7", "page number")]
    assert codes(text) == []


def test_a_number_between_two_lines_of_text_stays_a_word_with_a_note():
    text = "1. The budget was\n60\nmillion and more."

    assert read(text) == [(LineType.NUMBERED, "The budget was 60 million and more.")]
    assert discards(text) == []
    assert codes(text) == ["number-kept-as-word"]


def test_a_number_under_a_line_of_text_is_a_page_number_with_a_note():
    text = "1. Para ends here.\n7\n\n2. Next."

    assert discards(text) == [("7", "page number")]
    assert codes(text) == ["page-number-assumed"]


def test_a_page_x_of_y_line_is_discarded_within_a_paragraph():
    text = "1. Para goes on\nPage 3 of 11\nand ends."

    assert read(text) == [(LineType.NUMBERED, "Para goes on and ends.")]
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Work at the national and\nregional level\nand beyond.",
        "1. Work at the national and\n\nregional level\nand beyond.",
    ],
)
def test_a_level_phrase_in_running_text_is_not_a_level_heading(text):
    assert read(text) == [
        (LineType.NUMBERED, "Work at the national and regional level and beyond.")
    ]


@pytest.mark.parametrize(
    "line", ["National level", "At all levels", "A. National Level:", "**Regional**"]
)
def test_a_level_on_its_own_line_is_a_level_heading(line):
    assert read(f"1. Agreed:\n\n{line}\n- do") != read(f"1. Agreed:\n\n{line} do")
    assert read(f"1. Agreed:\n\n{line}\n- do")[2] == (LineType.BULLET, "do")


@pytest.mark.parametrize("line", ["A. National Level:", "## National level", "**National level**"])
def test_a_marked_level_heading_needs_no_empty_line_before_it(line):
    assert read(f"1. Agreed\n{line}\n- do")[1][0] is LineType.LEVEL


def test_whitespace_in_a_list_item_collapses_without_joining_words():
    assert read("- one   two ;  and  ") == [(LineType.BULLET, "one two")]


def test_a_line_with_a_key_of_minutes_begins_a_paragraph():
    text = "Minutes\nPresent: Ana Lund\nDecision: The fees are published.\nACTION: Publish them."

    assert [text for _, text in read(text)] == text.split("\n")
