"""The size and structure of archives are checked before they are opened."""

import io
import zipfile

import pytest

from portal.documents import limits
from portal.parsing.source import UnreadableError


def zipped(entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_an_archive_within_the_limits_is_opened():
    archive = limits.open_archive("a.docx", zipped({"word/document.xml": "<a/>"}))

    assert archive.namelist() == ["word/document.xml"]


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        (
            {f"{number}.bin": "" for number in range(2_001)},
            "contains 2,001 files; the limit is 2,000",
        ),
        (
            {"a.bin": b"\0" * (64 * 1024 * 1024 + 1)},
            "unpacks to more than 67,108,864 bytes",
        ),
        ({"a.xml": b"<a>" + b" " * (17 * 1024 * 1024)}, "unpacks to more than"),
        ({"a.xml": "<a/>" * 1_000_001}, "has more than 1,000,000 elements"),
        (
            {"a.xml": "<!DOCTYPE a><a/>"},
            r"contains a document type definition \(DTD, in a.xml\)",
        ),
        ({"a.xml": "<!ENTITY x 'y'>".encode("utf-16")}, "contains a document type definition"),
        ({"../a.xml": "<a/>"}, "share a name or point outside"),
        ({"C:/a.xml": "<a/>"}, "share a name or point outside"),
    ],
)
def test_an_archive_beyond_the_limits_is_refused_with_its_reason(entries, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        limits.open_archive("a.docx", zipped(entries))


def test_a_doctype_in_a_non_xml_file_is_ignored():
    assert limits.open_archive("a.docx", zipped({"a.txt": "<!DOCTYPE a>", "b.xml": "<a/>"}))
