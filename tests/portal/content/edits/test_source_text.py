"""The blocks of a report: order, types, keys and offsets in the source."""

import pytest

from portal.content.edits.source_text import SourceText
from portal.content.loader import load_snapshot
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item
from portal.imports.importer import Upload, import_file
from tests.builders.edits import blocks_of

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
    imported_report, _ = import_file(Upload("a.txt", TEXT))
    return imported_report


def test_blocks_are_listed_in_source_order_with_their_types(report):
    assert [(block.type, block.text) for block in blocks_of(report)] == [
        ("title", "Workshop 2 May 2019, Rome"),
        ("heading", "Session 1: One"),
        ("paragraph", "First goes on here, and on."),
        ("paragraph", "Participants agreed to:"),
        ("level", "A. National Level:"),
        ("discard", "-"),
        ("recommendation", "do this"),
        ("discard", ";"),
    ]


def test_an_item_that_does_not_exist_is_refused(report):
    snapshot = load_snapshot(report)
    other, _ = import_file(Upload("b.txt", TEXT.replace(b"2019", b"2020")))
    foreign = other.paragraphs.first().pk

    for item in (Item("paragraph", 0), Item("x", 1), Item("paragraph", foreign)):
        with pytest.raises(SaveRefusedError):
            snapshot.get(item)


def test_every_character_of_a_block_maps_to_its_offset_in_the_source(report):
    source = SourceText(report.source.text, load_snapshot(report))
    (block,) = [block for block in blocks_of(report) if block.text.startswith("First")]

    for offset, character in enumerate(block.text):
        if character != " ":
            assert source.text[source.offset_of(block.value, offset)] == character
    with pytest.raises(SaveRefusedError, match="beyond the end of the text"):
        source.offset_of(block.value, len(block.text))


def test_the_source_text_of_a_block_excludes_its_number(report):
    source = SourceText(report.source.text, load_snapshot(report))
    source_texts = {
        block.text: source.record_text(block.value)
        for block in blocks_of(report)
        if not block.is_discard
    }

    assert all(text == source_text for text, source_text in source_texts.items())
