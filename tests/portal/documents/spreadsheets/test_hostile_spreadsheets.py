"""Hostile spreadsheets: each is refused with a message, in the sandbox, without side effects."""

import tempfile

import pytest

from portal.documents import sandbox
from portal.parsing.source import UnreadableError
from tests.builders.hostile_files.spreadsheets import FILES

# They are read for most of the time that a file may take: `make hostile-check` tries them.
LONG = {"one-line.csv", "blank-lines.csv", "distant-row.csv"}


def file_param(name):
    return pytest.param(name, marks=(pytest.mark.slow, pytest.mark.once) if name in LONG else ())


@pytest.mark.parametrize("name", [file_param(name) for name in FILES])
def test_a_hostile_spreadsheet_is_refused_with_a_message(name, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(UnreadableError) as refusal:
        sandbox.read_table(name, FILES[name]())

    message = str(refusal.value)
    assert (message[: len(name) + 2], message[-1]) == (f"“{name}”", ".")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bomb.xlsx", "unpacks to more than"),
        ("outside-entity.xlsx", "document type definition"),
        ("laughs.xlsx", "document type definition"),
        ("macros.xlsx", "contains macros"),
        ("macro-type.xlsx", "contains macros"),
        ("macros.xlsm", "may contain macros"),
        ("object-elsewhere.xlsx", "from elsewhere"),
        ("distant-cell.xlsx", "row 1,048,576 and column 16,384"),
        ("many-rows.xlsx", "more than 20,000 rows"),
        ("many-columns.csv", "61 columns"),
        ("giant-cell.xlsx", "40,000 characters in cell A2"),
        ("enormous-cell.csv", "more than 32,767 characters"),
        ("nul.csv", "NUL bytes"),
        ("word.xlsx", "not an Excel workbook"),
        ("workbook.csv", "is an archive or an Office document"),
        ("open.ods", "OpenDocument spreadsheet"),
        ("no-ending", "neither an Excel workbook"),
        ("open-quote.csv", "after line 1: .* or a quotation mark does not end"),
        ("stray-quote.csv", "quotation marks are not in pairs"),
        ("twice.csv", "two columns called “A”"),
        ("no-heading.csv", "cell B2"),
        ("only-hidden.xlsx", "no visible sheet"),
    ],
)
def test_the_message_gives_the_reason(name, reason):
    with pytest.raises(UnreadableError, match=reason):
        sandbox.read_table(name, FILES[name]())
