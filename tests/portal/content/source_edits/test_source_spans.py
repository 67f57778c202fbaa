"""The blocks of a report: order, types, keys and offsets in the source."""

import pytest

from portal.content.locking import SaveRefusedError
from portal.content.source_edits.source_spans import SourceText, blocks_of, get_block
from portal.imports.importer import Upload, import_file

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


def test_a_block_is_found_by_its_key_and_an_invalid_key_is_rejected(report):
    for block in blocks_of(report):
        assert get_block(report, block.key).record == block.record
    for key in ("", "paragraph-", "paragraph-0", "x-1", "paragraph-1e9", "part-٣"):
        with pytest.raises(SaveRefusedError):
            get_block(report, key)


def test_a_block_of_another_report_is_not_found(report):
    other, _ = import_file(Upload("b.txt", TEXT.replace(b"2019", b"2020")))

    with pytest.raises(SaveRefusedError):
        get_block(report, f"paragraph-{other.paragraphs.first().pk}")


def test_every_character_of_a_block_maps_to_its_offset_in_the_source(report):
    source = SourceText(report)
    (block,) = [block for block in blocks_of(report) if block.text.startswith("First")]

    for offset, character in enumerate(block.text):
        if character != " ":
            assert source.text[source.source_offset(block, offset)] == character
    with pytest.raises(SaveRefusedError, match="beyond the end of the text"):
        source.source_offset(block, len(block.text))


def test_the_source_text_of_a_block_excludes_its_number(report):
    source = SourceText(report)
    source_texts = {
        block.text: source.block_text(block) for block in blocks_of(report) if not block.is_discard
    }

    assert all(text == source_text for text, source_text in source_texts.items())
