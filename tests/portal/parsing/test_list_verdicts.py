"""Items that are no recommendations give one note for each run, with their number."""

import pytest

from portal.parsing.blocks import Block
from portal.parsing.line_types import LineType
from portal.parsing.list_verdicts import POINT_NOT_RECOMMENDED, POINT_OF_SPEAKER, ItemsLeft


def block(label="", line_type=LineType.BULLET, start=0):
    return Block(line_type, [(start, start + 5)], label=label, text="wells")


def notes(*blocks, reason=POINT_NOT_RECOMMENDED, above=()):
    left = ItemsLeft()
    for taken in above:
        left.add_recommendation(taken)
    for item in blocks:
        left.add(item, blocks, reason)
    return [(note.code, note.reason, note.span) for note in left.notes()]


def test_a_single_item_gets_a_note_of_its_own():
    assert notes(block()) == [
        (
            "point-not-asked-for",
            "A list item was read as a paragraph: nothing above it says that it is a "
            "recommendation.",
            (0, 5),
        )
    ]


def test_the_items_of_a_list_share_a_note_over_all_of_them():
    assert notes(block(), block(start=10), block(start=20), reason=POINT_OF_SPEAKER) == [
        (
            "points-of-a-speaker",
            "3 list items were read as paragraphs: they report what one or some of the "
            "participants said.",
            (0, 25),
        )
    ]


@pytest.mark.parametrize(("label", "other"), [("40.57", "40.1"), ("(c)", "(c)")])
def test_items_with_labels_like_those_of_recommendations_are_said_to_be_like_them(label, other):
    item = block(label, LineType.NUMBERED)
    recommendation = block(other, LineType.NUMBERED)

    assert [reason for _, reason, _ in notes(item, item, above=[recommendation])] == [
        "2 list items like the recommendations above were read as paragraphs: nothing above them "
        "says that they are recommendations."
    ]


def test_numbered_paragraphs_unlike_recommendations_get_no_note():
    assert notes(block("3.", LineType.NUMBERED), above=[block("(a)", LineType.LETTERED)]) == []
