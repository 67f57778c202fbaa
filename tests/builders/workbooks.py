"""Excel workbooks: as xlsxwriter writes them, and of any XML."""

import io

import xlsxwriter

from tests.builders.hostile_files.common import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE.format("sheet.main")}"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE.format("worksheet")}"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEET_TYPE.format("sharedStrings")}"/>'
    "</Types>"
)
HEADED = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'


def relationships(*targets):
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def workbook_entries(rows, *, doctype="", strings=""):
    """Return the parts of a workbook with one sheet, of the XML of its rows and shared strings."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f"<?xml version='1.0'?>{doctype}"
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }


def raw_workbook(rows=HEADED, *, others=None, **parts):
    return zipped(workbook_entries(rows, **parts) | (others or {}), is_compressed=True)


def workbook(*sheets, hidden=()):
    """Return a workbook of sheets, each a list of rows of values; formulas are (formula, value)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for number, rows in enumerate(sheets):
        sheet = book.add_worksheet()
        if number in hidden:
            sheet.hide()
        elif number - 1 in hidden:
            sheet.activate()  # the active sheet cannot be hidden
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                write_value(sheet, at, column, value)
    book.close()
    return buffer.getvalue()


def write_value(sheet, row, column, value):
    if isinstance(value, tuple):
        sheet.write_formula(row, column, value[0], None, value[1])
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write(row, column, value)
