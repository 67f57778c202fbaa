"""The pieces of a report under one handle."""

import pytest

from portal.correcting.units import Source, unit_of, units_of
from portal.history.saving import SaveRefusedError
from portal.importing.intake import File, take_in_file

pytestmark = pytest.mark.django_db
TEXT = b"""Workshop
2 May 2019, Rome

Session 1: One

1. First goes on
here, and on.
2. Participants agreed to:

A. National Level:
- do this;
"""


@pytest.fixture
def report():
    made, _ = take_in_file(File("a.txt", TEXT))
    return made


def test_every_piece_comes_in_the_order_printed_with_its_type(report):
    assert [(one.type, one.text) for one in units_of(report)] == [
        ("title", "Workshop 2 May 2019, Rome"),
        ("heading", "Session 1: One"),
        ("paragraph", "First goes on here, and on."),
        ("paragraph", "Participants agreed to:"),
        ("level", "A. National Level:"),
        ("discard", "-"),
        ("recommendation", "do this"),
        ("discard", ";"),
    ]


def test_a_piece_is_found_by_its_key_and_by_no_other(report):
    for unit in units_of(report):
        assert unit_of(report, unit.key).record == unit.record
    for key in ("", "paragraph-", "paragraph-0", "x-1", "paragraph-1e9", "part-٣"):
        with pytest.raises(SaveRefusedError):
            unit_of(report, key)


def test_a_piece_of_another_report_is_not_found(report):
    other, _ = take_in_file(File("b.txt", TEXT.replace(b"2019", b"2020")))

    with pytest.raises(SaveRefusedError):
        unit_of(report, f"paragraph-{other.paragraphs.first().pk}")


def test_every_character_of_a_text_has_its_place_in_the_source(report):
    source = Source(report)
    (unit,) = [one for one in units_of(report) if one.text.startswith("First")]

    for offset, character in enumerate(unit.text):
        if character != " ":
            assert source.text[source.position(unit, offset)] == character
    with pytest.raises(SaveRefusedError, match="ends before that place"):
        source.position(unit, len(unit.text))


def test_the_source_says_a_piece_without_its_number(report):
    source = Source(report)
    said = {
        one.text: source.says(one) for one in units_of(report) if not one.is_discard
    }

    assert all(text == words for text, words in said.items())
