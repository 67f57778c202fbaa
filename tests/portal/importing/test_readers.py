"""Files that cannot be read say why, and what to do."""

import pytest

from portal.importing import readers
from portal.importing.source import UnreadableError


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "a.odt",
            b"PK",
            r"ends in “\.odt”\. Files ending in \.docx, \.pdf, \.html, \.htm, \.md, \.markdown, \.txt can",
        ),
        ("report", b"text", "ends in “nothing”"),
        ("a.txt", b"", "“a.txt” is empty"),
        ("a.txt", b" \n\t", "holds no text"),
        ("a.txt", b"a\0b", "holds NUL bytes"),
        ("a.txt", b"one\ntwo \xff", "line 2 holds the byte 0xff"),
        ("a.txt", "text".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
        ("a.txt", b"a" * (10 * 1024 * 1024 + 1), "10,485,760 are the most"),
    ],
)
def test_a_file_that_cannot_be_read_names_its_fault(name, content, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        readers.read(name, content)


def test_a_byte_order_mark_and_foreign_line_ends_are_no_part_of_the_text():
    source = readers.read("a.md", b"\xef\xbb\xbfone\r\ntwo")

    assert (source.text, source.media_type) == ("one\ntwo", "text/markdown")
