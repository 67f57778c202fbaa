"""Read the body of a Word document: paragraphs, tables, footnotes and text boxes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from portal.documents.readers.docx import skipped_content
from portal.documents.readers.docx.numbering import Element, ListLabel, Numbering
from portal.documents.readers.docx.related_parts import (
    NOTE_RELATIONSHIPS,
    link_targets,
    notes_in,
    related_parts,
    root_of,
)
from portal.documents.readers.docx.run_text import (
    SUPERSCRIPTS,
    RunText,
    SkippedContent,
    instruction_of,
    is_deleted,
)
from portal.documents.readers.docx.styles import Styles
from portal.documents.readers.letter_spans import LetterSpan, count_letters
from portal.documents.readers.text_builder import TextBuilder
from portal.parsing.source import PLAIN, Layout

WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
MAX_HEADING_LENGTH = 120  # characters of a line in bold type
BOLD_RANK = 9
NO_HEADING_END = re.compile(r"[.;:,]$")
INDENT = 4  # blanks per list level
TWIPS = 180  # twentieths of a point per two blanks, where only indents show levels
CONTENTS_REASON = "table of contents"
PROSE_LENGTH = 300  # characters; more than in a cell of a data table


@dataclass
class Paragraph:
    """A paragraph as printed, with its list label."""

    run_text: RunText
    list_label: ListLabel | None
    heading: int = 0
    indent: int = 0
    is_contents: bool = False

    @property
    def line(self) -> str:
        label = self.list_label.label if self.list_label else ""
        text = self.run_text.text.strip()
        if not label or not text:
            return text
        return f"{' ' * self.indent}{label} {text}"

    def letter_spans(self, letters_before: int = 0) -> list[LetterSpan]:
        """Return the formatting of the line; none for a heading, as all headings look alike."""
        if self.heading:
            return []
        label = self.list_label.label if self.list_label else ""
        offset = letters_before + (count_letters(label) if self.run_text.spans.letters else 0)
        return [span.moved(offset) for span in self.run_text.spans.closed]


@dataclass
class BodyReader:
    """Reads a document's body; holds its styles and lists, and the text written so far."""

    styles: Styles
    numbering: Numbering
    note_elements: dict[tuple[str, str], Element]
    running_heads: list[str]
    # The addresses of links by part, then by relationship.
    targets: Mapping[str, Mapping[str, str]]
    builder: TextBuilder = field(default_factory=TextBuilder)
    skipped: SkippedContent = field(default_factory=SkippedContent)
    footnote_count: int = 0
    in_contents: bool = False
    carried_text: str = ""

    @classmethod
    def of(cls, document: Any) -> "BodyReader":
        parts = list(related_parts(document.part))
        roots = {
            kind: parse_xml(part.blob)
            for kind, part in parts
            if kind in NOTE_RELATIONSHIPS.values()
        }
        # python-docx would create missing parts from template files, which cannot be opened here.
        styles = Styles.of(root_of(parts, RELATIONSHIP_TYPE.STYLES))
        return cls(
            styles,
            Numbering.of(root_of(parts, RELATIONSHIP_TYPE.NUMBERING)),
            notes_in(roots),
            skipped_content.running_heads(parts),
            {
                "document": link_targets(document.part),
                **{
                    name: link_targets(part)
                    for name, relationship in NOTE_RELATIONSHIPS.items()
                    for kind, part in parts
                    if kind == relationship
                },
            },
        )

    def read_body(self, body: Element) -> TextBuilder:
        for block in blocks_of(body):
            if block.tag == qn("w:tbl"):
                self.write_table(block)
            else:
                self.write_paragraph(block)
        skipped_content.add_notes(self.builder, self.skipped, self.running_heads)
        return self.builder

    def write_paragraph(self, element: Element) -> None:
        paragraph = self.parse_paragraph(element)
        if is_deleted(element):
            self.carried_text = f"{paragraph.line} "
            return
        self.write_text(paragraph)

    def write_text(self, paragraph: Paragraph) -> None:
        if paragraph.line:
            self.builder.separate()
            if paragraph.is_contents:
                self.builder.discard(paragraph.line, CONTENTS_REASON)
            else:
                layout = Layout(paragraph.heading) if paragraph.heading else PLAIN
                self.builder.write(paragraph.line, layout, paragraph.letter_spans())
        for key in paragraph.run_text.footnotes:
            self.write_footnote(key)
        for box in paragraph.run_text.boxes:
            for block in blocks_of(box):
                self.write_paragraph(block)

    def write_footnote(self, key: tuple[str, str]) -> None:
        self.footnote_count += 1
        note = self.note_elements.get(key)
        if note is None:
            return
        runs = [
            self.parse_paragraph(paragraph, key[0]).run_text for paragraph in note.iter(qn("w:p"))
        ]
        mark = str(self.footnote_count).translate(SUPERSCRIPTS)
        letters, spans = len(mark), []
        for run_text in runs:
            spans += [span.moved(letters) for span in run_text.spans.closed]
            letters += run_text.spans.letters
        self.builder.separate()
        self.builder.write(
            " ".join([mark, *(run_text.text.strip() for run_text in runs)]),
            Layout(footnote=self.footnote_count),
            spans,
        )

    def parse_paragraph(self, element: Element, part: str = "document") -> Paragraph:
        run_text = RunText(
            self.skipped,
            self.styles,
            self.targets.get(part, {}),
            notes_before=self.footnote_count,
        )
        run_text.spans.add_text(self.carried_text)
        run_text.text, self.carried_text = self.carried_text, ""
        run_text.read_children(element)
        run_text.spans.end_open()
        list_position = self.styles.list_of(element)
        list_label = (
            self.numbering.next(*list_position) if list_position and run_text.text.strip() else None
        )
        return Paragraph(
            run_text,
            list_label,
            heading=self.heading_of(element, run_text.text.strip()),
            indent=self.indent_of(element, list_label),
            is_contents=self.is_contents(element),
        )

    def heading_of(self, element: Element, text: str) -> int:
        """Return the heading rank given by the style, or that of a line in bold type."""
        if rank := self.styles.heading(element):
            return rank
        runs = [
            run
            for run in element.iter(qn("w:r"))
            if any((text_element.text or "").strip() for text_element in run.findall(qn("w:t")))
        ]
        is_short = 0 < len(text) <= MAX_HEADING_LENGTH and not NO_HEADING_END.search(text)
        if not (is_short and runs) or self.styles.list_of(element):
            return 0
        is_bold = all(self.styles.is_bold(run, element) for run in runs)
        return BOLD_RANK if is_bold else 0

    def indent_of(self, element: Element, list_label: ListLabel | None) -> int:
        if list_label is None:
            return 0
        if list_label.level:
            return INDENT * list_label.level
        own_indent = self.styles.indent(element)
        indent = list_label.indent if own_indent is None else own_indent
        return 2 * max(0, round(((indent or 0) - 2 * TWIPS) / (2 * TWIPS)))

    def is_contents(self, element: Element) -> bool:
        """Return whether the paragraph is part of a table of contents, by its style or field."""
        if instruction_of(element).strip().upper().startswith("TOC "):
            return True
        return self.styles.is_contents(element)

    def write_table(self, table: Element) -> None:
        """Write one line per row; for a table used for layout, write its paragraphs."""
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
        paragraphs = [
            [self.parse_paragraph(element) for element in cell.iter(qn("w:p"))] for cell in row
        ]
        cells = [
            " ".join(" ".join(paragraph.line for paragraph in cell).split()) for cell in paragraphs
        ]
        if any(cells):
            letters, spans = 0, []
            for paragraph in (paragraph for cell in paragraphs for paragraph in cell):
                spans += paragraph.letter_spans(letters)
                letters += count_letters(paragraph.line)
            self.builder.separate()
            self.builder.write("\t".join(cells), Layout(is_row=True), spans)
        for paragraph in (paragraph for cell in paragraphs for paragraph in cell):
            for key in paragraph.run_text.footnotes:
                self.write_footnote(key)
            for box in paragraph.run_text.boxes:
                for block in blocks_of(box):
                    self.write_paragraph(block)

    def is_prose(self, cell: Element) -> bool:
        """Return whether a cell holds prose: long text or a list."""
        paragraphs = list(cell.iter(qn("w:p")))
        length = sum(len(text_element.text or "") for text_element in cell.iter(qn("w:t")))
        list_items = sum(self.styles.list_of(paragraph) is not None for paragraph in paragraphs)
        return length > PROSE_LENGTH or list_items > 1


def blocks_of(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables in an element, in order."""
    for child in parent:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in WRAPPERS:
            yield from blocks_of(child)


def count_paragraphs(body: Element) -> int:
    """Return the count of paragraphs in the text; a table row counts as one."""
    rows = sum(1 for _ in body.iter(qn("w:tr")))
    return rows + sum(1 for _ in blocks_of(body))


def rows_of(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in WRAPPERS:
            yield from rows_of(child)


def cells_of(row: Element) -> Iterator[Element]:
    """Yield the cells of a row, except those merged with the cell above."""
    for child in row:
        if child.tag in WRAPPERS:
            yield from cells_of(child)
        elif child.tag == qn("w:tc"):
            merged = child.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merged is None or merged.get(qn("w:val")) == "restart":
                yield child
