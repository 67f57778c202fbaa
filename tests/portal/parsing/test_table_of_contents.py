"""The table of contents is not part of the text of the report."""

import pytest

from portal.parsing import table_of_contents
from portal.parsing.blocks import split_blocks
from portal.parsing.source import Source


def listed(text):
    lines = list(Source("r.txt", "text/plain", text).lines)
    return [lines[at].text for at in table_of_contents.contents_lines(lines) if lines[at].text]


CONTENTS = [
    "Contents",
    "Paragraphs Page",
    "I. Introduction ........ 1–4 3",
    "II. Sessions ....... 5–20 4",
    "Annex",
    "List of participants ........ 9",
]


@pytest.mark.parametrize("title", ["Contents", "TABLE OF CONTENTS", "## Contents"])
def test_contents_entries_are_detected_from_the_title_to_the_last_page_number(title):
    entries = [title, *CONTENTS[1:]]

    assert listed("\n".join([*entries, "", "Introduction", "1. The text."])) == entries


def test_dot_leaders_alone_mark_a_table_of_contents():
    text = "Foreword\n\nIntroduction ..... 2\nSessions ..... 3\n\n1. The text."

    assert listed(text) == ["Introduction ..... 2", "Sessions ..... 3"]


def test_page_numbers_under_a_contents_title_mark_a_table_of_contents():
    entries = ["Contents", "Introduction 2", "Sessions 3"]

    assert listed("\n".join([*entries, "", "1. The text goes on and has no place."])) == entries


@pytest.mark.parametrize(
    "text",
    [
        "Contents\n\n1. The text.",
        "The budget grew to 2\nand then to 3",
        "We waited ....... 2 days, and then went home with nothing to show for it.",
    ],
)
def test_text_resembling_a_table_of_contents_stays_text(text):
    assert listed(text) == []


def test_entries_without_page_numbers_are_told_by_the_headings_that_repeat_them():
    entries = ["Contents", "Tides", "Harbours and ships"]

    assert listed("\n".join([*entries, "", "Tides", "", "It rose.", "", "Harbours and ships"])) == (
        entries
    )


def test_the_contents_end_at_the_first_heading():
    text = "Contents\n1. Tides .... 1\n2. Ports .... 2\n\n1. Tides\n\nIt rose.\n\n2. Ports\n"

    assert listed(text) == ["Contents", "1. Tides .... 1", "2. Ports .... 2"]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("1. Tides and Ports ........ 12", "tides and ports"),
        ("II. Tides and Ports", "tides and ports"),
        ("* Tides and Ports\t3", "tides and ports"),
        ("2.1 Tides and Ports  iv", "tides and ports"),
        ("## Tides and Ports", "tides and ports"),
    ],
)
def test_an_entry_and_its_heading_have_the_same_words(printed, words):
    assert table_of_contents.heading_words(printed) == words


def test_a_list_of_later_headings_is_a_contents_list_without_a_title():
    text = "# Report\n\n- Fees\n- Wells\n- Tides\n\n## Fees\n\nHigh.\n\n## Wells\n\nDry.\n\n## Tides\n\nHigh.\n"
    blocks = split_blocks(Source("r.md", "text/markdown", text)).blocks

    assert [block.text for block in blocks] == [
        *("Report", "Fees", "High.", "Wells", "Dry.", "Tides", "High."),
    ]


def test_a_list_of_words_that_are_no_headings_stays():
    text = "# Report\n\n- Fees\n- Wells\n- Tides\n\n## Fees\n\nHigh.\n\n## Wells\n\nDry.\n"
    blocks = split_blocks(Source("r.md", "text/markdown", text)).blocks

    assert [block.text for block in blocks][1:4] == ["Fees", "Wells", "Tides"]


@pytest.mark.parametrize("text", ["\n" * 200_000, "- a\n" * 50_000])
def test_blank_lines_and_equal_items_are_read_in_one_pass(text):
    assert listed(text) == []
