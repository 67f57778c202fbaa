"""Numbered blocks are headings if all of their sequence look like headings."""

import pytest

from portal.parsing import numbered_headings
from portal.parsing.blocks import split_blocks
from portal.parsing.line_types import LineType
from portal.parsing.source import Source


def mark(text):
    source = Source("r.txt", "text/plain", text)
    blocks = split_blocks(source).blocks
    numbered_headings.mark_numbered_headings(source, blocks)
    return source, blocks


def headings(text):
    return [block.text for block in mark(text)[1] if block.line_type is LineType.HEADING]


def test_short_numbered_lines_with_text_below_are_headings_that_keep_their_numbers():
    assert headings("1. Tides\n\nThe sea rose.\n\n2. Harbours\n\nShips came.\n") == [
        "1. Tides",
        "2. Harbours",
    ]


def test_a_heading_has_no_label_of_its_own():
    _, blocks = mark("1. Tides\n\nThe sea rose.\n\n2. Harbours\n\nShips came.\n")

    assert [block.label for block in blocks] == ["", "", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "1. Tides.\n\nThe sea rose.\n\n2. Harbours.\n\nShips came.\n",
        "1. Tides\n\n2. Harbours\n\n3. Ships\n",
        "1. Tides\n\nThe sea rose.\n",
        "1. the tides\n\nThe sea rose.\n\n2. the harbours\n\nShips came.\n",
        f"1. {'Tides and ' * 9}\n\nThe sea rose.\n\n2. {'Ships and ' * 9}\n\nShips came.\n",
        "1. Tides\n\nThe sea rose.\n\n2. Ships came into the harbour.\n\n3. Nobody saw them.\n",
    ],
)
def test_sentences_long_lines_and_lines_without_text_below_are_no_headings(text):
    assert headings(text) == []


def test_one_sentence_among_many_headings_stays_a_paragraph():
    text = "".join(
        f"{number}. {title}\n\nText stands here.\n\n"
        for number, title in enumerate(("Tides", "Ports", "Ships", "Fees", "The end came."), 1)
    )

    assert headings(text) == ["1. Tides", "2. Ports", "3. Ships", "4. Fees"]


def test_decimals_of_one_length_are_judged_together_across_chapters():
    text = "1.1 Tides\n\nThe sea rose.\n\n2.1 Harbours\n\nShips came.\n\n3.1 Fees\n\nThey rose.\n"

    assert headings(text) == ["1.1 Tides", "2.1 Harbours", "3.1 Fees"]


def test_a_list_within_is_text_below_a_heading():
    text = "1. Tides\n\n1.1 The sea rose.\n\n1.2 It fell.\n\n2. Harbours\n\n2.1 Ships came.\n"

    assert headings(text) == ["1. Tides", "2. Harbours"]


RUN_IN = (
    "3.1. Fees of Ports. The ports have raised their fees.\n\n"
    "3.2. Depth of Harbours. Sand fills them.\n\n"
    "3.3. Pilots and Tugs. There are few of either.\n"
)


def test_titles_that_run_into_their_text_are_cut_off():
    _, blocks = mark(RUN_IN)

    assert [(block.line_type, block.text) for block in blocks] == [
        (LineType.HEADING, "3.1. Fees of Ports."),
        (LineType.TEXT, "The ports have raised their fees."),
        (LineType.HEADING, "3.2. Depth of Harbours."),
        (LineType.TEXT, "Sand fills them."),
        (LineType.HEADING, "3.3. Pilots and Tugs."),
        (LineType.TEXT, "There are few of either."),
    ]


def test_a_title_that_is_cut_off_and_its_text_keep_their_places_in_the_source():
    source, blocks = mark(RUN_IN)

    assert [[source.text[slice(*span)] for span in block.spans] for block in blocks[:2]] == [
        ["3.1. Fees of Ports."],
        ["The ports have raised their fees."],
    ]


def test_two_titles_that_run_into_their_text_are_too_few_to_be_cut_off():
    assert headings("\n\n".join(RUN_IN.split("\n\n")[:2])) == []


def test_sentences_at_the_start_of_paragraphs_are_not_cut_off_as_titles():
    text = (
        "3.1. Ports raised fees again. Nobody paid.\n\n3.2. Sand fills harbours. Ships wait.\n\n"
        "3.3. Pilots are few. Tugs are fewer.\n"
    )

    assert headings(text) == []


def test_a_single_number_is_a_heading_beside_headings_known_by_their_words():
    text = (
        "1.1 Participants\n\nForty people came.\n\n1.2 Terms of Reference\n\n"
        "The seminar compared the fees of ports.\n"
    )

    assert headings(text) == ["1.1 Participants", "1.2 Terms of Reference"]


def test_a_single_decimal_below_the_heading_with_its_number_is_a_heading():
    text = "1. Tides\n\nThe sea rose.\n\n2. Ports\n\n2.1. Fees\n\nFees are high.\n\n3. Ships\n\nNone.\n"

    assert headings(text) == ["1. Tides", "2. Ports", "2.1. Fees", "3. Ships"]
