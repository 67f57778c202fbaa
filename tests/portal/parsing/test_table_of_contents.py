"""The table of contents is not part of the text of the report."""

import pytest

from portal.parsing import table_of_contents
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
