"""List numbers that Word displays but does not store in the text."""

import pytest

from portal.documents import readers
from portal.documents.readers.docx.numbering import FORMATS
from tests.builders.word_files import level, listed, numbered, paragraph, word_file


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
def test_every_number_format_prints_as_in_word(form, number, printed):
    assert FORMATS[form](number) == printed


def test_numbering_continues_across_unnumbered_text():
    assert lines(
        numbered("one"),
        paragraph("between"),
        numbered("two"),
        numbering=listed(level(0, "%1.")),
    ) == ["1. one", "between", "2. two"]


def test_a_list_starts_at_its_start_value():
    assert lines(numbered("a"), numbered("b"), numbering=listed(level(0, "%1)", start=118))) == [
        "118) a",
        "119) b",
    ]


def test_a_level_prints_its_parent_numbers_and_restarts_under_each_parent():
    levels = listed(level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))

    assert lines(
        numbered("a"),
        numbered("b", 1),
        numbered("c", 1),
        numbered("d", 2),
        numbered("e"),
        numbered("f", 1),
        numbering=levels,
    ) == ["1. a", "    1.1 b", "    1.2 c", "        (a) d", "2. e", "    2.1 f"]


def test_a_level_without_restart_continues_counting_under_the_next_parent():
    continued = listed(level(0, "%1."), level(1, "%2.", more='<w:lvlRestart w:val="0"/>'))

    assert lines(
        numbered("a"), numbered("b", 1), numbered("c"), numbered("d", 1), numbering=continued
    ) == ["1. a", "    1. b", "2. c", "    2. d"]


def test_legal_numbering_prints_roman_numbers_as_arabic_digits():
    legal = listed(level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))

    assert lines(numbered("a"), numbered("b", 1), numbering=legal) == [
        "I. a",
        "    1.1 b",
    ]


def test_two_lists_of_one_definition_continue_counting_unless_a_restart_is_set():
    second_list = '<w:num w:numId="51"><w:abstractNumId w:val="50"/></w:num>'
    restarted_list = (
        '<w:num w:numId="52"><w:abstractNumId w:val="50"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )

    assert lines(
        numbered("a"),
        numbered("b", list_id=51),
        numbered("c", list_id=52),
        numbered("d", list_id=52),
        numbering=listed(level(0, "%1.")) + second_list + restarted_list,
    ) == ["1. a", "2. b", "1. c", "2. d"]


def test_a_list_can_override_a_level_of_its_definition():
    override = (
        f'<w:num w:numId="51"><w:abstractNumId w:val="50"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, '%1)', 'lowerLetter')}</w:lvlOverride></w:num>"
    )

    assert lines(
        numbered("a"),
        numbered("b", list_id=51),
        numbering=listed(level(0, "%1.")) + override,
    ) == ["1. a", "a) b"]


def test_a_list_defined_by_a_style_has_the_levels_of_that_style():
    linked = (
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Ours"/>{level(0, "§ %1")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:num w:numId="50"><w:abstractNumId w:val="2"/></w:num>'
    )

    assert lines(numbered("a"), numbering=linked) == ["§ 1 a"]


def test_every_bullet_is_read_as_the_same_character_whatever_its_font():
    bullets = listed(level(0, "\uf0b7", "bullet"), level(1, "o", "bullet"))

    assert lines(numbered("a"), numbered("b", 1), numbering=bullets) == [
        "• a",
        "    • b",
    ]


@pytest.mark.parametrize("list_id", [0, 99])
def test_list_zero_and_missing_lists_number_nothing(list_id):
    assert lines(numbered("a", list_id=list_id), numbering=listed(level(0, "%1."))) == ["a"]


def test_an_empty_paragraph_is_not_counted():
    assert lines(
        numbered("a"), numbered(" "), numbered("b"), numbering=listed(level(0, "%1."))
    ) == ["1. a", "2. b"]
