"""Text that is drawn in another order is confirmed if it stands where our text has it."""

import pytest

from portal.documents import readers
from portal.documents.comparison.compare import compare
from portal.documents.second_extraction.pdf import extract
from tests.builders.pdf_files import Type, printed

LINES = [
    Type("Fees of ports rose in every state.", 600),
    Type("States agreed on lower tolls at once.", 560),
    Type("Nothing else was said of roads there.", 520),
]
# A page of which less than a quarter is side by side is read from top to bottom.
LINES_BELOW = [
    Type(f"Line {number} goes on below the boxes here", 500 - 20 * number) for number in range(9)
]
BOXES = [
    Type("A title across the whole of this page here", 700, 60),
    Type("Left box of fees", 600, 60),
    Type("Right box on tolls", 600, 330),
    Type("left ends with ports", 588, 60),
    Type("right ends with roads", 588, 330),
]


def passages(lines):
    content = printed(lines)
    found = compare(readers.read("r.pdf", content), extract(content))
    return [(item.kind.value, item.ours) for item in found]


@pytest.mark.parametrize(
    "order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1), (1, 0, 2), (0, 2, 1)]
)
def test_lines_may_be_drawn_in_any_order(order):
    assert passages([LINES[index] for index in order]) == []


def test_a_title_may_be_drawn_last():
    assert passages([*BOXES[1:], BOXES[0]]) == []


def test_boxes_side_by_side_that_are_read_across_are_flagged():
    left, right = [BOXES[1], BOXES[3]], [BOXES[2], BOXES[4]]

    found = passages([*LINES_BELOW, *left, *right])

    assert found[0] == ("order", "Right box on tolls")
    assert {kind for kind, _ in found} == {"order"}


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 1, 0), (0, 2, 1)])
def test_lines_that_are_read_in_another_order_are_flagged(order):
    content = printed(LINES)
    swapped = readers.read("r.pdf", printed(
        [Type(LINES[index].text, line.at) for index, line in zip(order, LINES, strict=True)]
    ))  # fmt: skip

    assert {item.kind.value for item in compare(swapped, extract(content))} == {"order"}
