"""A small shape to the left of a line is a bullet; other shapes are none."""

import pytest

from portal.documents import readers
from tests.builders.pdf_files import TOP, Square, Type, printed


def text_of(*lines):
    return readers.read("r.pdf", printed(lines)).text.strip()


def test_a_drawn_bullet_begins_the_line_beside_it():
    first, second = Type("Dig wells", TOP), Type("Publish fees", TOP - 14)

    assert text_of(first, Square(TOP + 2, 86), second, Square(TOP - 12, 86)).split("\n") == [
        "• Dig wells",
        "• Publish fees",
    ]


@pytest.mark.parametrize(
    "shape",
    [
        Square(TOP + 2, 20),
        Square(TOP + 2, 110),
        Square(TOP + 40, 86),
        Square(TOP - 8, 60, size=30),
        Square(TOP + 3, 86, size=0.5),
    ],
    ids=["too far", "in the text", "above", "too large", "too small"],
)
def test_another_shape_is_no_bullet(shape):
    assert text_of(Type("Dig wells", TOP), shape) == "Dig wells"
