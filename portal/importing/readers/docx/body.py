"""From the body of a Word document to lines: paragraphs, tables and what hangs on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from portal.importing.readers.docx import losses
from portal.importing.readers.docx.numbering import Element, Numbering, Printed
from portal.importing.readers.docx.styles import Styles
from portal.importing.readers.docx.words import (
    SUPERSCRIPTS,
    Losses,
    Words,
    instruction_of,
    is_deleted,
)
from portal.importing.readers.sheet import Sheet
from portal.importing.source import PLAIN, Layout

WRAPPERS = {
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")
}
LONGEST_HEADING = 120  # characters of a bold line by itself
BOLD_RANK = 9
UNHEADED = re.compile(r"[.;:,]$")
INDENT = 4  # blanks for a level of a list
TWIPS = (
    180  # twentieths of a point for a pair of blanks, where only indents tell levels
)
CONTENTS = "table of contents"
PROSE = 300  # characters: a cell of a table of facts is shorter


@dataclass
class Paragraph:
    """A paragraph as it is printed."""

    words: Words
    printed: Printed | None
    heading: int = 0
    indent: int = 0
    is_contents: bool = False

    @property
    def line(self) -> str:
        label = self.printed.label if self.printed else ""
        text = self.words.text.strip()
        if not label or not text:
            return text
        return f"{' ' * self.indent}{label} {text}"


@dataclass
class Body:
    """A document being read: its styles and lists, and the text written so far."""

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    furniture: list[str]
    sheet: Sheet = field(default_factory=Sheet)
    losses: Losses = field(default_factory=Losses)
    footnotes: int = 0
    in_contents: bool = False
    carried: str = ""

    @classmethod
    def of(cls, document: Any) -> "Body":
        parts = list(related(document.part))
        found = {
            kind: parse_xml(part.blob) for kind, part in parts if kind in NOTES.values()
        }
        # A part that is missing would be made of a template, which is a file.
        styles = Styles.of(root_of(parts, RELATIONSHIP_TYPE.STYLES))
        return cls(
            styles,
            Numbering.of(root_of(parts, RELATIONSHIP_TYPE.NUMBERING)),
            notes_in(found),
            losses.furniture_of(parts),
        )

    def written(self, body: Element) -> Sheet:
        for block in blocks_of(body):
            if block.tag == qn("w:tbl"):
                self.write_table(block)
            else:
                self.write_paragraph(block)
        losses.tell(self.sheet, self.losses, self.furniture)
        return self.sheet

    def write_paragraph(self, element: Element) -> None:
        read = self.read(element)
        if is_deleted(element):
            self.carried = f"{read.line} "
            return
        self.write(read)

    def write(self, read: Paragraph) -> None:
        if read.line:
            self.sheet.skip()
            if read.is_contents:
                self.sheet.discard(read.line, CONTENTS)
            else:
                self.sheet.write(
                    read.line, Layout(read.heading) if read.heading else PLAIN
                )
        for key in read.words.footnotes:
            self.write_footnote(key)
        for box in read.words.boxes:
            for block in blocks_of(box):
                self.write_paragraph(block)

    def write_footnote(self, key: tuple[str, str]) -> None:
        self.footnotes += 1
        note = self.notes.get(key)
        if note is None:
            return
        texts = [self.read(one).words.text.strip() for one in note.iter(qn("w:p"))]
        mark = str(self.footnotes).translate(SUPERSCRIPTS)
        self.sheet.skip()
        self.sheet.write(f"{mark} {' '.join(texts)}", Layout(footnote=self.footnotes))

    def read(self, element: Element) -> Paragraph:
        words = Words(self.losses, notes_before=self.footnotes)
        words.text, self.carried = self.carried, ""
        words.gather(element)
        place = self.styles.list_of(element)
        printed = self.numbering.next(*place) if place and words.text.strip() else None
        return Paragraph(
            words,
            printed,
            heading=self.heading_of(element, words.text.strip()),
            indent=self.indent_of(element, printed),
            is_contents=self.is_contents(element),
        )

    def heading_of(self, element: Element, text: str) -> int:
        """Return the rank that the style gives, or that of bold type by itself in a line."""
        if rank := self.styles.heading(element):
            return rank
        runs = [
            run
            for run in element.iter(qn("w:r"))
            if any((one.text or "").strip() for one in run.findall(qn("w:t")))
        ]
        is_short = 0 < len(text) <= LONGEST_HEADING and not UNHEADED.search(text)
        if not (is_short and runs) or self.styles.list_of(element):
            return 0
        is_bold = all(self.styles.is_bold(run, element) for run in runs)
        return BOLD_RANK if is_bold else 0

    def indent_of(self, element: Element, printed: Printed | None) -> int:
        if printed is None:
            return 0
        if printed.level:
            return INDENT * printed.level
        own = self.styles.indent(element)
        left = printed.indent if own is None else own
        return 2 * max(0, round(((left or 0) - 2 * TWIPS) / (2 * TWIPS)))

    def is_contents(self, element: Element) -> bool:
        """Say whether the paragraph is of a table of contents: by its style or its field."""
        if instruction_of(element).strip().upper().startswith("TOC "):
            return True
        return self.styles.is_contents(element)

    def write_table(self, table: Element) -> None:
        """Write a line for each row, or, for a table that only arranges text, its paragraphs."""
        rows = [list(cells_of(row)) for row in rows_of(table)]
        if max(map(len, rows), default=0) <= 1 or any(
            self.is_prose(cell) for row in rows for cell in row
        ):
            for cell in (cell for row in rows for cell in row):
                for block in blocks_of(cell):
                    if block.tag == qn("w:tbl"):
                        self.write_table(block)
                    else:
                        self.write_paragraph(block)
            return
        for row in rows:
            self.write_row(row)

    def write_row(self, row: list[Element]) -> None:
        read = [[self.read(one) for one in cell.iter(qn("w:p"))] for cell in row]
        cells = [" ".join(" ".join(one.line for one in cell).split()) for cell in read]
        if any(cells):
            self.sheet.skip()
            self.sheet.write("\t".join(cells), Layout(is_row=True))
        for one in (one for cell in read for one in cell):
            for key in one.words.footnotes:
                self.write_footnote(key)
            for box in one.words.boxes:
                for block in blocks_of(box):
                    self.write_paragraph(block)

    def is_prose(self, cell: Element) -> bool:
        """Say whether a cell holds text rather than a fact: much of it, or a list."""
        paragraphs = list(cell.iter(qn("w:p")))
        length = sum(len(one.text or "") for one in cell.iter(qn("w:t")))
        listed = sum(self.styles.list_of(one) is not None for one in paragraphs)
        return length > PROSE or listed > 1


NOTES = {
    "footnote": RELATIONSHIP_TYPE.FOOTNOTES,
    "endnote": RELATIONSHIP_TYPE.ENDNOTES,
}


def related(part: Any) -> Iterator[tuple[str, Any]]:
    """Yield (type, part) of the parts that belong to the document; nothing outside is opened."""
    for one in part.rels.values():
        if not one.is_external:
            yield one.reltype, one.target_part


def root_of(parts: list[tuple[str, Any]], kind: str) -> Element | None:
    """Return the root of the first part of a kind, or None where there is none."""
    part = next((part for its_kind, part in parts if its_kind == kind), None)
    return parse_xml(part.blob) if part is not None else None


def notes_in(roots: dict[str, Element]) -> dict[tuple[str, str], Element]:
    return {
        (name, str(one.get(qn("w:id")))): one
        for name, kind in NOTES.items()
        if kind in roots
        for one in roots[kind].iter(qn(f"w:{name}"))
    }


def blocks_of(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables that stand in an element, in order."""
    for child in parent:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in WRAPPERS:
            yield from blocks_of(child)


def pieces_of(body: Element) -> int:
    """Return how many paragraphs the text has, a row of a table being one."""
    rows = sum(1 for _ in body.iter(qn("w:tr")))
    return rows + sum(1 for _ in blocks_of(body))


def rows_of(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in WRAPPERS:
            yield from rows_of(child)


def cells_of(row: Element) -> Iterator[Element]:
    """Yield the cells of a row; one that goes on from the row above was printed there."""
    for child in row:
        if child.tag in WRAPPERS:
            yield from cells_of(child)
        elif child.tag == qn("w:tc"):
            merged = child.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merged is None or merged.get(qn("w:val")) == "restart":
                yield child
