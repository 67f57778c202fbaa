"""Unreadable files are refused with the reason and what to do."""

import pytest

from portal.documents import readers
from portal.parsing.source import UnreadableError


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "a.odt",
            b"PK",
            r"has the file extension “\.odt”\. Files ending in \.docx, \.pdf, \.html, \.htm, \.md, \.markdown, \.txt can",
        ),
        ("report", b"text", "has no file extension"),
        ("a.txt", b"", "“a.txt” is empty"),
        ("a.txt", b" \n\t", "contains no text"),
        ("a.txt", b"a\0b", "contains NUL bytes"),
        ("a.txt", b"one\ntwo \xff", "line 2 contains the byte 0xff"),
        ("a.txt", "text".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
        ("a.txt", b"a" * (10 * 1024 * 1024 + 1), "the limit is 10,485,760"),
    ],
)
def test_an_unreadable_file_is_refused_with_its_reason(name, content, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        readers.read(name, content)


def test_byte_order_marks_and_windows_line_endings_are_normalized():
    source = readers.read("a.md", b"\xef\xbb\xbfone\r\ntwo")

    assert (source.text, source.media_type) == ("one\ntwo", "text/markdown")
