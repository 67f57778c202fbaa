"""Running heads, page numbers and contents of a plain text are discarded, and nothing else."""

import pytest

from portal.parsing import page_furniture
from portal.parsing.source import Layout, Line, Source


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


def paged(foot, head="Tide Board"):
    pages = (f"{head}\n\nText {n} goes on.\n\n{foot.format(n)}" for n in (1, 2, 3))
    return "\n\n".join(pages)


@pytest.mark.parametrize(
    "foot",
    [
        "Lund          Informational          [Page {}]",
        "Tide Board    Marwick    Page {}",
        "Tide Board    Marwick    Page {} of 3",
        "REPORT 2019 | {}",
        "{} | Report of the Tide Board",
    ],
)
def test_a_foot_whose_number_counts_up_and_the_head_below_it_are_discarded(foot):
    feet = [foot.format(n) for n in (1, 2, 3)]

    assert discarded(paged(foot, head="Lund, Tides")) == [
        (text, "running head") for text in (feet[0], "Lund, Tides", feet[1], "Lund, Tides", feet[2])
    ]


def test_headings_at_page_tops_that_differ_in_their_numbers_are_no_running_heads():
    text = "A\n\nText.\n\nLund [Page 1]\nAnnex 1\n\nText.\n\nLund [Page 2]\nAnnex 2\n\nText.\n"

    assert [line for line, _ in discarded(text)] == ["Lund [Page 1]", "Lund [Page 2]"]


def test_rows_that_end_in_numbers_are_no_feet():
    assert discarded("Year 2018 | 12\nYear 2019 | 15\nYear 2020 | 16\n") == []


def test_the_text_below_a_foot_stays_if_it_is_different_on_each_page():
    text = "Text.\n\nLund [Page 1]\n\nThe sea rose.\n\nLund [Page 2]\n\nIt fell.\n"

    assert [line for line, _ in discarded(text)] == ["Lund [Page 1]", "Lund [Page 2]"]


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n\nLund [Page 1]\n\nMore.",
        "Text.\n\nLund [Page 2]\n\nMore.\n\nLund [Page 1]\n\nText.",
        "See Lund, page 1\n\nMore.\n\nSee Lund, page 2\n",
    ],
)
def test_a_single_foot_or_one_that_does_not_count_up_is_text(text):
    assert discarded(text) == []


def test_a_line_that_is_set_aside_already_keeps_its_reason():
    line = Line("Lund [Page 1]", 0, Layout(discards=((0, 13, "markup"),)))

    assert page_furniture.discard_line(line, "running head") is line
