"""What pages repeat around a plain text is set aside, and nothing else."""

import pytest

from portal.importing import furniture
from portal.importing.source import Source


def noise(text):
    lines = furniture.set_aside(list(Source("r.txt", "text/plain", text).lines))
    return [
        (line.text, line.layout.discards[0][2])
        for line in lines
        if line.layout.discards
    ]


def test_a_line_beside_the_number_of_three_pages_is_a_running_head():
    text = "".join(f"Text {n} goes on.\n\nPage {n} of 3\nFINAL\n\n" for n in (1, 2, 3))

    assert noise(f"FINAL\n\n{text}") == 4 * [("FINAL", "running head")]


@pytest.mark.parametrize(
    "text",
    [
        "FINAL\n\nText.\n\nPage 1\nFINAL\n\nText.\n\nPage 2\nFINAL",
        "Yes.\n\nYes.\n\nYes.",
        "".join(f"{n}\n\nIt made a recommendation. {'x' * 100}\n\n" for n in (1, 2, 3)),
    ],
)
def test_what_comes_again_less_often_or_elsewhere_is_text(text):
    assert noise(text) == []


def test_contents_are_set_aside():
    text = "Contents\nIntroduction .... 1\nSessions ..... 2\n\n1. Text."

    assert [reason for _, reason in noise(text)] == 3 * ["table of contents"]
