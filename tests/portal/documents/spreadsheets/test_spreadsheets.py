"""Tables are read from CSV and XLSX files as text."""

import datetime

import pytest

from portal.documents import sandbox
from portal.documents.spreadsheets.read_table import ReadTable
from tests.builders.workbooks import raw_workbook, workbook


def table(name, content):
    read = sandbox.read_table(name, content)
    return read.header, read.rows


TEXTS = [("reference", "text"), ("21.A.1", "Fees; “high”, Übersicht"), ("21.A.2", "")]


def joined(separator, *, quote='"'):
    return "\r\n".join(separator.join(f"{quote}{cell}{quote}" for cell in row) for row in TEXTS)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_read_with_any_separator_and_encoding(separator, encoding):
    assert table("a.csv", joined(separator).encode(encoding)) == (TEXTS[0], tuple(TEXTS[1:]))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1;x, y, z\n2;x, y\n", (("1", "x, y, z"), ("2", "x, y"))),
        ("a\tb\n1\tx; y\n", (("1", "x; y"),)),
        ("sep=;\na;b\n1;2\n", (("1", "2"),)),
        ("sep=,\r\na,b\r\n1,2\r\n", (("1", "2"),)),
        ('a,b\n"1","two\nlines, ""quoted"""\n', (("1", 'two\nlines, "quoted"'),)),
    ],
)
def test_the_separator_is_the_one_that_divides_the_heading_row_and_the_others_alike(text, rows):
    assert table("a.csv", text.encode()) == (("a", "b"), rows)


def test_a_list_of_one_column_is_a_table():
    assert table("a.csv", b"name\nAna Cruz\n") == (("name",), (("Ana Cruz",),))


def test_western_european_text_is_read_with_a_note():
    read = sandbox.read_table("a.csv", "name\nJosé “Pepe”\n".encode("cp1252"))

    assert read.rows == (("José “Pepe”",),)
    assert [note[:25] for note in read.notes] == ["The file is not UTF-8 tex"]


def test_values_of_a_workbook_become_text():
    day = datetime.date(2026, 11, 29)
    moment = datetime.datetime.fromisoformat("2026-01-02T03:04:00")
    values = ["=1+1", "007", 3, 2.5, -1e21, day, moment, True, False]

    header, rows = table("a.xlsx", workbook([list("abcdefghi"), values]))

    assert header == tuple("abcdefghi")
    assert rows == (
        (
            *("=1+1", "007", "3", "2.5", "-1000000000000000000000"),
            *("2026-11-29", "2026-01-02T03:04:00", "TRUE", "FALSE"),
        ),
    )


def test_a_formula_gives_its_stored_value_and_is_never_evaluated():
    rows = [["a", "b", "c"], [("=1+1", 7), ('=WEBSERVICE("http://127.0.0.1:9")', "kept"), None]]

    assert table("a.xlsx", workbook(rows)) == (("a", "b", "c"), (("7", "kept", ""),))


def test_formulas_with_an_error_or_without_a_stored_value_are_read_as_empty_with_a_note():
    good = '<c r="A2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><f>""</f><v></v></c>'
    bad = '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"><f>1+1</f></c>'
    header = "".join(f'<c r="{x}1" t="inlineStr"><is><t>{x}</t></is></c>' for x in "ABCD")

    read = sandbox.read_table(
        "a.xlsx", raw_workbook(f'<row r="1">{header}</row><row r="2">{good}{bad}</row>')
    )
    fine = sandbox.read_table(
        "a.xlsx", raw_workbook(f'<row r="1">{header}</row><row r="2">{good}</row>')
    )

    assert (read.rows, fine.rows) == ((("2", "", "", ""),), (("2", "", "", ""),))
    assert ([note[:21] for note in read.notes], fine.notes) == (["Read as empty: 2 cell"], ())


def test_only_the_first_visible_sheet_is_read_with_a_note_about_others():
    read = sandbox.read_table(
        "a.xlsx", workbook([["hidden"]], [["a"], ["1"]], [["b"], ["2"]], hidden={0})
    )

    assert (read.header, read.rows) == (("a",), (("1",),))
    assert read.notes == (
        "Only the first sheet, “Sheet2”, was read; the workbook has other sheets.",
    )
    assert sandbox.read_table("a.xlsx", workbook([["a"], ["1"]], [])).notes == ()


def test_blank_rows_count_and_blank_rows_and_columns_at_the_end_do_not():
    read = sandbox.read_table("a.csv", b"\n,,\na,,b,\n1,,2,\n,,,\n3,,4\n , \n")

    assert read == ReadTable("a.csv", ("a", "b"), (("1", "2"), ("", ""), ("3", "4")), first_row=4)


def test_every_cell_is_cleaned():
    text = "a\u202eb,c\x07d\n\u202ex\x00".replace("\x00", "") + "e\u0301,y\x85z\n"

    assert table("a.csv", text.encode()) == (("ab", "cd"), (("xé", "y\nz"),))


def test_styled_cells_without_a_value_far_below_do_not_matter():
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )

    assert table("a.xlsx", raw_workbook(rows)) == (("a",), ())


@pytest.mark.parametrize(
    "read",
    [
        ReadTable("a", ("a", "b"), (("1",),)),
        ReadTable("a", ("a",), (("\x07",),)),
        ReadTable("a", ("a",), (("1",),) * 20_001),
        ReadTable("a", ("a",) * 61, ()),
        ReadTable("a", ("a",), (("x" * 32_768,),)),
    ],
)
def test_a_table_from_the_worker_that_breaks_its_promises_is_invalid(read):
    assert not read.is_valid
