"""Tables as Excel workbooks: safe text, real dates, a layout to work in."""

import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from portal.exports.table import Table
from portal.exports.xlsx_export import Layout, UnwritableTableError, xlsx_content, xlsx_response


def values(*rows):
    content = xlsx_content(Table(("a", "b"), rows))
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return workbook.get_sheet_by_name(sheet).to_python()[1:]


def parts(*rows):
    with zipfile.ZipFile(io.BytesIO(xlsx_content(Table(("a", "b"), rows)))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_cells_keep_their_types():
    rows = [(date(2026, 11, 29), 3), (True, "3"), ("", "x")]

    assert values(*rows) == [[date(2026, 11, 29), 3.0], [True, "3"], ["", "x"]]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", '=HYPERLINK("http://127.0.0.1:9")', "@SUM(A1)", "{=1}", "-5", "0123", "1e5"),
        *("http://127.0.0.1:9", "mailto:a@b.example", "internal:A1", "<r>x</r>", "_x0041_"),
        *("<r><t>x</t></r>", "a & b < c", "_x005F_x0041_", ' "x" ', "two\nlines", "x" * 32_767),
    ],
)
def test_text_stays_text_and_is_neither_formula_link_nor_number(text):
    sheet = parts((text, ""))["xl/worksheets/sheet1.xml"]

    assert values((text, "")) == [[text, ""]]
    assert ("<f>" in sheet, "hyperlink" in sheet) == (False, False)


def test_the_heading_row_is_frozen_and_filters_cover_all_rows():
    sheet = parts(("x", "y"), ("z", ""))["xl/worksheets/sheet1.xml"]

    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet
    assert '<autoFilter ref="A1:B3"/>' in sheet


def test_columns_are_as_wide_as_their_text_within_bounds():
    sheet = parts(("x" * 30 + "\ny", "z" * 500))["xl/worksheets/sheet1.xml"]

    assert '<col min="1" max="1" width="32.7109375"' in sheet
    assert '<col min="2" max="2" width="60.7109375"' in sheet


def test_days_before_the_calendar_of_excel_are_written_as_text():
    days = [date(1815, 6, 9), date(1900, 2, 28), date(1900, 3, 1)]

    assert values(*[(day, "") for day in days]) == [
        ["1815-06-09", ""],
        ["1900-02-28", ""],
        [date(1900, 3, 1), ""],
    ]


@pytest.mark.parametrize("text", ["x" * 32_768, "\U0001f600" * 16_384])
def test_text_that_no_cell_can_hold_is_refused_with_advice(text):
    with pytest.raises(UnwritableTableError, match="Download the table as CSV"):
        xlsx_content(Table(("a",), [(text,)]))


def test_a_table_without_rows_has_its_headings():
    content = xlsx_content(Table(("a", "b"), []))

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert workbook.get_sheet_by_index(0).to_python() == [["a", "b"]]


def test_a_workbook_is_downloaded_under_its_name():
    answer = xlsx_response(Table(("a",), [("x",)]), "recommendations")

    assert answer["Content-Disposition"] == 'attachment; filename="recommendations.xlsx"'
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content.startswith(b"PK")


def test_a_workbook_does_not_tell_when_it_was_written():
    core = parts(("x", "y"))["docProps/core.xml"]

    assert set(re.findall("[0-9]{4}-[0-9]{2}-[0-9T:]+Z", core)) == {"1980-01-01T00:00:00Z"}


def test_a_layout_names_the_sheets_offers_words_and_prints_across():
    layout = Layout(
        "Review: 2017/18 " + "x" * 40, "About", {"b": ["Done", "Dropped"]}, {"a": 50}, True
    )
    content = xlsx_content(Table(("a", "b"), [("x", "")]), [("Words", "b")], layout)

    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert names == [f"Review  2017 18 {'x' * 15}", "About"]
    assert 'sqref="B2"' in sheet
    assert '<formula1>"Done,Dropped"</formula1>' in sheet
    assert '<col min="1" max="1" width="52.7109375"' in sheet
    assert 'orientation="landscape"' in sheet
