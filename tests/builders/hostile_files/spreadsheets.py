"""Hostile spreadsheets, and files with the ending of a spreadsheet."""

from tests.builders.hostile_files.common import LAUGHS, nested, zipped
from tests.builders.hostile_files.pages import page
from tests.builders.hostile_files.word import PARAGRAPH, overlapping, with_body
from tests.builders.workbooks import (
    CONTENT_TYPES,
    HEADED,
    OFFICE,
    PACKAGE,
    raw_workbook,
    workbook,
    workbook_entries,
)

MEGABYTE = 1 << 20


def cell(place, value="1"):
    return f'<c r="{place}"><v>{value}</v></c>'


def inline(text):
    return f'<c r="A2" t="inlineStr"><is><t>{text}</t></is></c>'


def shared_rows(count):
    """Return rows that refer to the first shared string again and again."""
    cells = '<c t="s"><v>0</v></c>' * 50
    return HEADED + f"<row>{cells}</row>" * count


def with_entity(doctype, entity="&x;"):
    return raw_workbook(f'{HEADED}<row r="2">{inline(entity)}</row>', doctype=doctype)


def without(name):
    entries = workbook_entries(HEADED)
    del entries[name]
    return zipped(entries)


EXTERNAL = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/oleObject" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
)

FILES = {
    "bomb.xlsx": lambda: raw_workbook(f"{HEADED}<row>{inline('a' * (100 * MEGABYTE))}</row>"),
    "bomb-beside.xlsx": lambda: raw_workbook(others={"xl/media/a.png": b"\0" * (100 * MEGABYTE)}),
    "string-bomb.xlsx": lambda: raw_workbook(
        shared_rows(15_000), strings=f"<si><t>{'a' * 32_000}</t></si>"
    ),
    "overlapping.xlsx": overlapping,
    "many-elements.xlsx": lambda: raw_workbook("<a/>" * 5_000_000),
    "many-rows.xlsx": lambda: workbook([["a"]] * 20_002),
    "distant-cell.xlsx": lambda: raw_workbook(f"<row>{cell('A1')}{cell('XFD1048576')}</row>"),
    "many-columns.xlsx": lambda: raw_workbook(
        f"<row>{''.join(f'<c><v>{number}</v></c>' for number in range(61))}</row>"
    ),
    "giant-cell.xlsx": lambda: raw_workbook(f"{HEADED}<row>{inline('a' * 40_000)}</row>"),
    "deep.xlsx": lambda: raw_workbook(nested("row", 100_000)),
    "outside-entity.xlsx": lambda: with_entity('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "outside-dtd.xlsx": lambda: with_entity('<!DOCTYPE w SYSTEM "file:///dev/zero">', "a"),
    "laughs.xlsx": lambda: with_entity(LAUGHS, "&a9;"),
    "macros.xlsx": lambda: raw_workbook(others={"xl/vbaProject.bin": b"\0"}),
    "macro-sheet.xlsx": lambda: raw_workbook(others={"xl/macrosheets/sheet1.xml": "<a/>"}),
    "macro-type.xlsx": lambda: raw_workbook(
        others={"[Content_Types].xml": CONTENT_TYPES.replace(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )}
    ),
    "control.xlsx": lambda: raw_workbook(others={"xl/activeX/activeX1.bin": b"\0"}),
    "object-elsewhere.xlsx": lambda: raw_workbook(others={"xl/worksheets/_rels/sheet1.xml.rels": EXTERNAL}),
    "macros.xlsm": lambda: raw_workbook(others={"xl/vbaProject.bin": b"\0"}),
    "slip.xlsx": lambda: raw_workbook(others={"../../etc/cron.d/x": "x"}),
    "no-types.xlsx": lambda: without("[Content_Types].xml"),
    "no-sheet.xlsx": lambda: without("xl/worksheets/sheet1.xml"),
    "no-workbook.xlsx": lambda: without("xl/workbook.xml"),
    "broken-xml.xlsx": lambda: raw_workbook("<row><c"),
    "only-hidden.xlsx": lambda: raw_workbook(others={"xl/workbook.xml": workbook_entries("")[
        "xl/workbook.xml"].replace('name="A"', 'name="A" state="hidden"')}),
    "no-cells.xlsx": lambda: workbook([]),
    "cut-short.xlsx": lambda: workbook([["a"], ["b"]])[:-300],
    "locked.xlsx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
    "word.xlsx": lambda: with_body(PARAGRAPH),
    "archive.xlsx": lambda: zipped({"a.txt": "a"}),
    "page.xlsx": lambda: page("<table><tr><td>a</td></tr></table>"),
    "open.ods": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    "old.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
    "no-ending": lambda: b"a,b\n1,2\n",
    "nul.csv": lambda: b"a,b\n1,\0\n",
    "binary.csv": lambda: bytes(range(256)) * 40,
    "workbook.csv": lambda: workbook([["a"], ["b"]]),
    "program.csv": lambda: b"MZ" + b"a,b\n" * 99,
    "giant-cell.csv": lambda: b"a\n" + b"b" * 40_000,
    "enormous-cell.csv": lambda: b"a\n" + b"b" * (9 * MEGABYTE),
    "open-quote.csv": lambda: b'a,b\n"1,2\n' + b"x,y\n" * 100_000,
    "stray-quote.csv": lambda: b'"a","b"\n"1"x,"2"\n',
    "one-line.csv": lambda: b"," * (9 * MEGABYTE) + b"a",
    "many-rows.csv": lambda: b"a\n" + b"b\n" * 20_001,
    "many-columns.csv": lambda: b",".join(b"%d" % number for number in range(61)),
    "blank-lines.csv": lambda: b"\n" * (9 * MEGABYTE),
    "distant-row.csv": lambda: b"a\n" + b"\n" * (5 * MEGABYTE) + b"b\n",
    "no-heading.csv": lambda: b"a,\n1,2\n",
    "twice.csv": lambda: b"a,A\n1,2\n",
    "too-large.csv": lambda: b"a" * (10 * MEGABYTE + 1),
    "half-utf-16.csv": lambda: "a,b\n".encode("utf-16")[:-1],
    "empty.csv": lambda: b"",
    "blank.csv": lambda: b" , \n,\n",
}  # fmt: skip
