"""The table of contents is no text of the report."""

import pytest

from portal.importing import contents
from portal.importing.source import Source


def listed(text):
    lines = list(Source("r.txt", "text/plain", text).lines)
    return [lines[at].text for at in contents.lines_of(lines) if lines[at].text]


CONTENTS = [
    "Contents",
    "Paragraphs Page",
    "I. Introduction ........ 1–4 3",
    "II. Sessions ....... 5–20 4",
    "Annex",
    "List of participants ........ 9",
]


@pytest.mark.parametrize("title", ["Contents", "TABLE OF CONTENTS", "## Contents"])
def test_entries_are_listed_from_the_title_to_the_last_page(title):
    entries = [title, *CONTENTS[1:]]

    assert listed("\n".join([*entries, "", "Introduction", "1. The text."])) == entries


def test_dots_alone_show_contents():
    text = "Foreword\n\nIntroduction ..... 2\nSessions ..... 3\n\n1. The text."

    assert listed(text) == ["Introduction ..... 2", "Sessions ..... 3"]


def test_numbers_alone_show_contents_under_their_title():
    entries = ["Contents", "Introduction 2", "Sessions 3"]

    assert (
        listed("\n".join([*entries, "", "1. The text goes on and has no place."]))
        == entries
    )


@pytest.mark.parametrize(
    "text",
    [
        "Contents\n\n1. The text.",
        "The budget grew to 2\nand then to 3",
        "We waited ....... 2 days, and then went home with nothing to show for it.",
    ],
)
def test_what_only_looks_like_contents_is_text(text):
    assert listed(text) == []
