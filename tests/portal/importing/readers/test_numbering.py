"""The numbers that Word prints and keeps nowhere in its text."""

import pytest

from portal.importing import readers
from portal.importing.readers.docx.numbering import FORMATS
from tests.portal.importing.readers.word_files import (
    level,
    listed,
    numbered,
    paragraph,
    word_file,
)


def lines(*blocks, numbering):
    source = readers.read("r.docx", word_file(*blocks, numbering=numbering))
    return [line.text for line in source.lines if not line.is_blank]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("ordinal", 22, "22nd"),
        ("ordinal", 112, "112th"),
        ("none", 5, ""),
    ],
)
def test_every_way_of_numbering_prints_as_in_word(form, number, printed):
    assert FORMATS[form](number) == printed


def test_paragraphs_are_counted_through_text_that_is_not_numbered():
    assert lines(
        numbered("one"),
        paragraph("between"),
        numbered("two"),
        numbering=listed(level(0, "%1.")),
    ) == ["1. one", "between", "2. two"]


def test_a_list_starts_where_it_says():
    assert lines(
        numbered("a"), numbered("b"), numbering=listed(level(0, "%1)", start=118))
    ) == ["118) a", "119) b"]


def test_levels_print_those_above_them_and_begin_anew_below():
    two = listed(level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))

    assert lines(
        numbered("a"),
        numbered("b", 1),
        numbered("c", 1),
        numbered("d", 2),
        numbered("e"),
        numbered("f", 1),
        numbering=two,
    ) == ["1. a", "    1.1 b", "    1.2 c", "        (a) d", "2. e", "    2.1 f"]


def test_a_level_may_go_on_counting_under_the_next():
    on = listed(level(0, "%1."), level(1, "%2.", more='<w:lvlRestart w:val="0"/>'))

    assert lines(
        numbered("a"), numbered("b", 1), numbered("c"), numbered("d", 1), numbering=on
    ) == ["1. a", "    1. b", "2. c", "    2. d"]


def test_legal_numbering_prints_roman_numbers_as_figures():
    legal = listed(level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))

    assert lines(numbered("a"), numbered("b", 1), numbering=legal) == [
        "I. a",
        "    1.1 b",
    ]


def test_two_lists_of_one_definition_go_on_counting_unless_one_starts_anew():
    again = '<w:num w:numId="51"><w:abstractNumId w:val="50"/></w:num>'
    anew = (
        '<w:num w:numId="52"><w:abstractNumId w:val="50"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )

    assert lines(
        numbered("a"),
        numbered("b", list_id=51),
        numbered("c", list_id=52),
        numbered("d", list_id=52),
        numbering=listed(level(0, "%1.")) + again + anew,
    ) == ["1. a", "2. b", "1. c", "2. d"]


def test_a_list_may_change_a_level_of_its_definition():
    own = (
        f'<w:num w:numId="51"><w:abstractNumId w:val="50"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, '%1)', 'lowerLetter')}</w:lvlOverride></w:num>"
    )

    assert lines(
        numbered("a"),
        numbered("b", list_id=51),
        numbering=listed(level(0, "%1.")) + own,
    ) == ["1. a", "a) b"]


def test_a_list_defined_by_a_style_has_the_levels_of_that_style():
    linked = (
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Ours"/>{level(0, "§ %1")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:num w:numId="50"><w:abstractNumId w:val="2"/></w:num>'
    )

    assert lines(numbered("a"), numbering=linked) == ["§ 1 a"]


def test_bullets_are_one_sign_whatever_font_draws_them():
    bullets = listed(level(0, "\uf0b7", "bullet"), level(1, "o", "bullet"))

    assert lines(numbered("a"), numbered("b", 1), numbering=bullets) == [
        "• a",
        "    • b",
    ]


@pytest.mark.parametrize("list_id", [0, 99])
def test_list_nought_and_lists_that_are_not_there_number_nothing(list_id):
    assert lines(numbered("a", list_id=list_id), numbering=listed(level(0, "%1."))) == [
        "a"
    ]


def test_an_empty_paragraph_is_not_counted():
    assert lines(
        numbered("a"), numbered(" "), numbered("b"), numbering=listed(level(0, "%1."))
    ) == ["1. a", "2. b"]
