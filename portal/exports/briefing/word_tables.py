"""Tables in a Word file: headings on every page, and rows that may break.

python-docx looks up the place of every cell anew: one table for each of twenty recommendations
took it a minute. So the elements of the format are written here.
"""

import re
from typing import Any

from docx.oxml import OxmlElement

from portal.exports.briefing.briefing import BriefingTable
from portal.exports.briefing.word_footnotes import element

# Characters that XML cannot hold, if a text has any.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TWIPS = 635  # in units of python-docx
HALF_POINTS = "17"  # the size of the type


def add_table(document: Any, table: BriefingTable) -> None:
    section = document.sections[0]
    space = (section.page_width - section.left_margin - section.right_margin) // TWIPS
    widths = [str(space * width // sum(table.widths)) for width in table.widths]
    written = document.add_table(rows=0, cols=0)
    written.style, written.autofit = "Table Grid", False
    grid = written._tbl.tblGrid
    for width in widths:
        grid.append(element("w:gridCol", {"w:w": width}))
    written._tbl.append(row_of(table.headings, widths, is_heading=True))
    for cells in table.rows:
        written._tbl.append(row_of(cells, widths))
    # Word joins two tables without a paragraph between them.
    document.add_paragraph(style="Facts")


def row_of(texts: tuple[str, ...], widths: list[str], *, is_heading: bool = False) -> Any:
    row = OxmlElement("w:tr")
    if is_heading:
        row.append(parent_of("w:trPr", element("w:tblHeader", {})))
    for text, width in zip(texts, widths, strict=True):
        size = parent_of("w:tcPr", element("w:tcW", {"w:w": width, "w:type": "dxa"}))
        row.append(parent_of("w:tc", size, paragraph_of(text, is_bold=is_heading)))
    return row


def paragraph_of(text: str, *, is_bold: bool) -> Any:
    style = parent_of("w:pPr", element("w:pStyle", {"w:val": "Facts"}))
    bold = [OxmlElement("w:b")] if is_bold else []
    run = parent_of("w:r", parent_of("w:rPr", *bold, element("w:sz", {"w:val": HALF_POINTS})))
    # Writes line breaks and tabs as elements of their own.
    run.text = writable(text)
    return parent_of("w:p", style, run)


def parent_of(name: str, *children: Any) -> Any:
    parent = OxmlElement(name)
    parent.extend(children)
    return parent


def writable(text: str) -> str:
    return UNWRITABLE.sub("", text)
