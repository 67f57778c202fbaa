"""The markup of Markdown is set aside; what stands between the marks is text."""

import pytest

from portal.parsing import pipeline
from portal.parsing.blocks import split_blocks
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.line_types import LineType
from portal.parsing.markdown_markup import mark_front_matter, mark_underlined_headings
from portal.parsing.source import Source

MARKDOWN, PLAIN = "text/markdown", "text/plain"


def source_of(text, media_type=MARKDOWN):
    return Source("r.md", media_type, text)


def texts(text, media_type=MARKDOWN):
    return [block.text for block in split_blocks(source_of(text, media_type)).blocks]


def discards(text, media_type=MARKDOWN):
    source = source_of(text, media_type)
    return [
        (source.text[slice(*discard.span)], discard.reason)
        for discard in split_blocks(source).discards
    ]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("The *tide* rose.", "The tide rose."),
        ("The _tide_ rose.", "The tide rose."),
        ("The **tide** rose.", "The tide rose."),
        ("The [tide](https://tides.example/a) rose.", "The tide rose."),
        ("The ![tide](tide.png) rose.", "The tide rose."),
        ("The [tide]{.smallcaps} rose.", "The tide rose."),
        ("The `tide` rose.", "The tide rose."),
        (r"The tide\* rose.", "The tide* rose."),
        ("The *high\ntide* rose.", "The high tide rose."),
        ("The snake_case_name rose by 3 * 4 * 5.", "The snake_case_name rose by 3 * 4 * 5."),
        ("The tide_ rose.", "The tide_ rose."),
    ],
)
def test_marks_are_set_aside_and_the_words_between_them_kept(printed, text):
    assert texts(printed) == [text]


def test_marks_are_set_aside_with_their_kind():
    assert discards("The *tide* rose to [me](b).") == [
        ("*", "emphasis markup"),
        ("*", "emphasis markup"),
        ("[", "link markup"),
        ("](b)", "link markup"),
    ]


def test_attributes_of_a_heading_are_no_text():
    assert texts("# Tides {#tides .unnumbered}\n\nThe sea rose.") == ["Tides", "The sea rose."]


def test_a_mark_that_nothing_closes_is_text():
    assert texts("The *tide rose.\n\nThe sea fell.") == ["The *tide rose.", "The sea fell."]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("The **tide** rose.", "The tide rose."),
        ("The [tide](https://tides.example/a) rose.", "The tide rose."),
        ("The _tide_ rose.", "The _tide_ rose."),
        ("The `tide` rose.", "The `tide` rose."),
    ],
)
def test_in_plain_text_only_bold_type_and_links_are_markup(printed, text):
    assert texts(printed, PLAIN) == [text]


@pytest.mark.parametrize(("underline", "rank"), [("=====", 1), ("-----", 2)])
def test_an_underlined_line_is_a_heading(underline, rank):
    source = source_of(f"Tides\n{underline}\n\nThe sea rose.")
    lines = mark_underlined_headings(source, list(source.lines))

    assert [line.layout.heading for line in lines] == [rank, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("Tides\n=====\n\nThe sea rose.", PLAIN),
        ("The sea rose\nand fell.\n-----\n", MARKDOWN),
        ("\n-----\n\nThe sea rose.", MARKDOWN),
    ],
)
def test_other_lines_above_a_rule_are_no_headings(text, media_type):
    source = source_of(text, media_type)

    assert [
        line.layout.heading for line in mark_underlined_headings(source, list(source.lines))
    ] == [0] * (text.count("\n") + 1)


FRONT_MATTER = """---
title: "Workshop on Tides"
author: Ana Lund
date: 3 May 2019
---

The sea rose.
"""


def test_title_and_date_of_the_front_matter_are_kept_and_the_rest_set_aside():
    assert texts(FRONT_MATTER) == ["Workshop on Tides", "3 May 2019", "The sea rose."]


def test_the_title_in_the_front_matter_is_a_heading():
    blocks = split_blocks(source_of(FRONT_MATTER)).blocks

    assert [block.line_type for block in blocks[:2]] == [LineType.HEADING, LineType.TEXT]


def test_what_is_set_aside_of_the_front_matter_has_its_reason():
    assert discards(FRONT_MATTER) == [
        ("---", "front matter"),
        ('title: "', "front matter"),
        ('"', "front matter"),
        ("author: Ana Lund", "front matter"),
        ("date: ", "front matter"),
        ("---", "front matter"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The sea rose.\n\n---\ntitle: Tides\n---\n",
        "---\ntitle: Tides\n",
        "The sea rose.\n",
    ],
)
def test_front_matter_stands_at_the_head_of_a_file_and_is_closed(text):
    source = source_of(text)

    assert mark_front_matter(source, list(source.lines)) == list(source.lines)


def test_no_markup_reaches_across_a_blank_line():
    assert texts("The *tide rose.\n\nThe sea* fell.") == ["The *tide rose.", "The sea* fell."]


def test_text_between_two_rules_is_no_front_matter_without_keys():
    text = "---\nWorkshop on Tides\n3 May 2019\n\nThe sea rose.\n\n---\n\nIt fell.\n"

    assert "The sea rose." in texts(text, PLAIN)


def test_the_place_of_the_front_matter_is_no_part_of_the_title():
    text = "---\ntitle: Workshop on Tides\nvenue: Marwick\ndate: 3 May 2019\n---\n\n# Introduction\n\nThe sea rose.\n"
    front = pipeline.parse_report(source_of(text), Vocabulary()).front

    assert (front.title, front.place, str(front.starts_on)) == (
        "Workshop on Tides",
        "Marwick",
        "2019-05-03",
    )


def test_marks_in_the_cells_of_a_row_are_set_aside():
    assert texts("| The *tide* | [rose](https://a.example/) |\n") == ["The tide rose"]
