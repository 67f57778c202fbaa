"""Running heads, page numbers and contents of a plain text are discarded, and nothing else."""

import pytest

from portal.parsing import page_furniture
from portal.parsing.source import Source


def discarded(text):
    lines = page_furniture.mark_page_furniture(list(Source("r.txt", "text/plain", text).lines))
    return [(line.text, line.layout.discards[0][2]) for line in lines if line.layout.discards]


def test_a_line_repeated_beside_three_page_numbers_is_a_running_head():
    text = "".join(f"Text {n} goes on.\n\nPage {n} of 3\nFINAL\n\n" for n in (1, 2, 3))

    assert discarded(f"FINAL\n\n{text}") == 4 * [("FINAL", "running head")]


@pytest.mark.parametrize(
    "text",
    [
        "FINAL\n\nText.\n\nPage 1\nFINAL\n\nText.\n\nPage 2\nFINAL",
        "Yes.\n\nYes.\n\nYes.",
        "".join(f"{n}\n\nIt made a recommendation. {'x' * 100}\n\n" for n in (1, 2, 3)),
    ],
)
def test_a_line_repeated_less_often_or_elsewhere_stays_text(text):
    assert discarded(text) == []


def test_a_table_of_contents_is_discarded():
    text = "Contents\nIntroduction .... 1\nSessions ..... 2\n\n1. Text."

    assert [reason for _, reason in discarded(text)] == 3 * ["table of contents"]
