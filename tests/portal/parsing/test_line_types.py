"""Lines are classified by their first characters and the lines around them."""

import pytest

from portal.parsing.blocks import split_blocks
from portal.parsing.line_types import LineType
from portal.parsing.source import Source


def blocks(text):
    source = Source("any.txt", "text/plain", text)
    return [(block.line_type, block.label, block.text) for block in split_blocks(source).blocks]


@pytest.mark.parametrize("first", ["Dig wells", "dig wells"])
def test_decimals_on_consecutive_lines_are_numbers_in_any_case(first):
    text = f"6. Wells\n\n6.1 {first}\n6.2 publish fees\n6.3 train diggers"

    assert blocks(text)[1:] == [
        (LineType.NUMBERED, "6.1", first),
        (LineType.NUMBERED, "6.2", "publish fees"),
        (LineType.NUMBERED, "6.3", "train diggers"),
    ]


def test_a_decimal_in_running_text_is_no_number():
    text = "The tide rose by\n6.1 metres a day and by\n7.4 metres a night."

    assert blocks(text) == [(LineType.TEXT, "", " ".join(text.split()))]


@pytest.mark.parametrize("mark", [" -", " –", "."])
def test_letters_in_sequence_with_a_dash_or_full_stop_are_points_in_any_case(mark):
    text = f"6. Ports should\n\na{mark} dig wells;\n\nb{mark} publish fees."

    assert blocks(text)[1:] == [
        (LineType.LETTERED, f"a{mark}", "dig wells;"),
        (LineType.LETTERED, f"b{mark}", "publish fees."),
    ]


def test_a_letter_without_another_one_is_no_point():
    text = "6. Ports dug wells.\n\na - dash is no label."

    assert [kind for kind, _, _ in blocks(text)] == [LineType.NUMBERED, LineType.TEXT]
