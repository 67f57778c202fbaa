"""Archives are measured before they are opened."""

import io
import zipfile

import pytest

from portal.importing.readers import bounds
from portal.importing.source import UnreadableError


def zipped(entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_an_archive_within_the_bounds_is_opened():
    archive = bounds.archive("a.docx", zipped({"word/document.xml": "<a/>"}))

    assert archive.namelist() == ["word/document.xml"]


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        (
            {f"{number}.bin": "" for number in range(2_001)},
            "is made of 2,001 files; 2,000",
        ),
        (
            {"a.bin": b"\0" * (64 * 1024 * 1024 + 1)},
            "unpacks to more than 67,108,864 bytes",
        ),
        ({"a.xml": b"<a>" + b" " * (17 * 1024 * 1024)}, "unpacks to more than"),
        ({"a.xml": "<a/>" * 200_001}, "is made of more than 200,000 pieces"),
        (
            {"a.xml": "<!DOCTYPE a><a/>"},
            r"defines abbreviations of its own \(a DTD, in a.xml\)",
        ),
        ({"a.xml": "<!ENTITY x 'y'>".encode("utf-16")}, "defines abbreviations"),
        ({"../a.xml": "<a/>"}, "share a name or point outside"),
        ({"C:/a.xml": "<a/>"}, "share a name or point outside"),
    ],
)
def test_an_archive_beyond_them_is_refused_in_words(entries, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        bounds.archive("a.docx", zipped(entries))


def test_a_dtd_in_what_is_no_xml_is_none():
    assert bounds.archive("a.docx", zipped({"a.txt": "<!DOCTYPE a>", "b.xml": "<a/>"}))
