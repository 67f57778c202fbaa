"""Text is decoded and split without the reader."""

from portal.documents.second_extraction.extraction import Extraction
from portal.documents.second_extraction.text import extract


def test_text_is_decoded_without_its_mark():
    assert extract("\ufeffFées\r\nand costs".encode()) == Extraction(("Fées\nand costs",))
