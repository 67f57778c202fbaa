"""Blocks with numbers, letters and bullets are put into lists, one within another."""

import pytest

from portal.parsing import blocks
from portal.parsing.block_lists import BlockList, BlockLists
from portal.parsing.source import Source


def read(text):
    """Return the blocks of a text by their words, and their lists."""
    found = blocks.split_blocks(Source("r.txt", "text/plain", text)).blocks
    return {block.text: block for block in found}, BlockLists.of(found)


def texts_of_lists(text):
    """Return the texts of each list, in order of their first blocks."""
    by_text, lists = read(text)
    found = (lists.list_of(block) for block in by_text.values())
    return [one.texts for one in dict.fromkeys(one for one in found if one)]


def parent_of(text, words):
    by_text, lists = read(text)
    parent = lists.list_of(by_text[words]).parent
    return parent.text if parent else None


def test_a_remark_between_two_points_does_not_end_the_list():
    text = (
        "1. Key points:\n\n(a) Dig wells;\n\nRain is scarce.\n\n(b) Plant trees.\n\n2. It rained.\n"
    )

    assert texts_of_lists(text) == [
        ["Key points:", "It rained."],
        ["Dig wells;", "Plant trees."],
    ]


def test_lettered_points_are_nested_under_the_number_above_them():
    text = "1. Key points:\n\n(a) Dig wells;\n\n(b) Plant trees.\n\n2. It rained.\n"

    assert parent_of(text, "Dig wells;") == "Key points:"


def test_numbered_paragraphs_are_nested_under_nothing():
    assert parent_of("1. It rained.\n\n2. It snowed.\n", "It snowed.") is None


def test_bullets_that_follow_each_other_are_one_list_under_the_item_above_them():
    text = "1. Key points:\n- Dig wells;\n- Plant trees.\n\n2. It rained.\n"

    assert texts_of_lists(text) == [["Key points:", "It rained."], ["Dig wells", "Plant trees."]]
    assert parent_of(text, "Plant trees.") == "Key points:"


def test_bullets_below_a_text_without_a_number_are_nested_under_nothing():
    assert parent_of("Key points:\n\n- Dig wells;\n- Plant trees.\n", "Dig wells") is None


def test_bullets_on_either_side_of_a_text_are_two_lists():
    text = "Key points:\n\n- Dig wells.\n\nIt rained.\n\n- Plant trees.\n"

    assert texts_of_lists(text) == [["Dig wells."], ["Plant trees."]]


def test_letters_directly_below_a_bullet_are_nested_under_it():
    text = "1. Key points:\n\n- Dig wells:\n\n(a) by hand;\n\n(b) by machine.\n\n2. It rained.\n"

    assert parent_of(text, "by hand;") == "Dig wells:"


def test_a_numbering_that_goes_on_below_the_next_heading_is_the_main_one():
    by_text, lists = read("Session 1: Rain\n\n1. It rained.\n\nSession 2: Snow\n\n2. It snowed.\n")

    assert [lists.list_of(by_text[words]).is_main for words in ("It rained.", "It snowed.")] == [
        True,
        True,
    ]


def test_decimals_that_begin_anew_with_each_heading_are_the_main_numbering():
    by_text, lists = read(
        "Session 1: Rain\n\n1.1 It rained.\n\n1.2 It poured.\n\n"
        "Session 2: Snow\n\n2.1 It snowed.\n\n2.2 It froze.\n"
    )

    texts = ("It rained.", "It poured.", "It snowed.", "It froze.")
    assert [lists.list_of(by_text[words]).is_main for words in texts] == 4 * [True]


def test_a_list_below_a_single_heading_is_not_the_main_numbering():
    by_text, lists = read("Recommendations\n\n1. Dig wells;\n\n2. Plant trees.\n")

    assert lists.list_of(by_text["Dig wells;"]).is_main is False


def test_points_under_a_paragraph_of_the_main_numbering_do_not_belong_to_it():
    by_text, lists = read(
        "Session 1: Rain\n\n1. It rained.\n\n2. Key points:\n\n(a) Dig wells;\n\n(b) Plant trees.\n\n"
        "Session 2: Snow\n\n3. It snowed.\n"
    )

    assert lists.list_of(by_text["Plant trees."]).is_main is False


def test_a_bullet_has_a_list_and_no_position_among_the_numbers():
    by_text, lists = read("1. Key points:\n\n- Dig wells;\n- Plant trees.\n")

    assert lists.place_of(by_text["Dig wells"]) is None
    assert lists.place_of(by_text["Key points:"]).value == 1


def test_text_without_number_letter_or_bullet_belongs_to_no_list():
    by_text, lists = read("It rained.\n\nIt snowed.\n")

    assert [lists.list_of(block) for block in by_text.values()] == [None, None]


@pytest.mark.parametrize(
    ("text", "may_stand"),
    [
        ("1. Dig wells;\n\n2. Plant trees.\n", True),
        ("7. Dig wells;\n\n8. Plant trees.\n", False),
        ("1. Dig wells;\n\n2. The following was recommended:\n", False),
    ],
)
def test_a_list_stands_below_a_heading_if_it_begins_at_1_and_leads_in_to_no_other(text, may_stand):
    by_text, lists = read(text)

    assert lists.list_of(next(iter(by_text.values()))).may_stand_below_heading is may_stand


def test_a_list_without_blocks_may_stand_below_a_heading():
    assert BlockList().may_stand_below_heading is True
