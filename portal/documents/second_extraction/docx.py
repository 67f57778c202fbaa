"""The text of a Word file from its XML, element by element, without a library for Word files."""

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from string import hexdigits

from lxml import etree

from portal.documents.second_extraction.docx_lists import Element, Lists, W, attribute
from portal.documents.second_extraction.extraction import Extraction

MAIN = "_rels/.rels"
MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
SEPARATORS = {f"{W}{name}" for name in ("tab", "ptab", "br", "cr", "noBreakHyphen")}
# Not printed, or not before the change is accepted.
UNPRINTED = {f"{W}{name}" for name in ("moveFrom", "del", "rt", "pPr", "rPr", "tblPr", "sdtPr")}
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
CODE_LENGTH = 4  # digits of a character in a symbol font
ON = {"1", "true", "on", ""}


def extract(content: bytes) -> Extraction:
    package = Package(zipfile.ZipFile(io.BytesIO(content)))
    document = package.related(MAIN, "officeDocument")[0]
    body = package.root(document)
    text = DocumentText(
        Lists(package.part(document, "numbering"), package.part(document, "styles")),
        {kind: package.part(document, kind) for kind in NOTES.values()},
    )
    text.add_children(body)
    return Extraction(("".join(text.parts),))


@dataclass
class Package:
    archive: zipfile.ZipFile

    def related(self, relations: str, kind: str) -> list[str]:
        """Return the names of the parts of a kind that a relationships file lists."""
        if relations not in self.archive.namelist():
            return []
        folder = posixpath.dirname(posixpath.dirname(relations))
        return [
            posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
            for item in self.root(relations)
            if item.get("Type", "").endswith(f"/{kind}") and item.get("TargetMode") != "External"
        ]

    def part(self, owner: str, kind: str) -> Element | None:
        folder, name = posixpath.split(owner)
        names = self.related(posixpath.join(folder, "_rels", f"{name}.rels"), kind)
        return self.root(names[0]) if names else None

    def root(self, name: str) -> Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        return etree.fromstring(self.archive.read(name), parser)


@dataclass
class DocumentText:
    """Collects the text; notes and boxes of a paragraph or table row follow it."""

    lists: Lists
    notes: dict[str, Element | None]
    parts: list[str] = field(default_factory=list)
    hanging: list[Callable[[], None]] = field(default_factory=list)
    note_count: int = 0
    # One entry for each open field: whether its result has begun.
    fields: list[bool] = field(default_factory=list)
    depth: int = 0

    def add_children(self, element: Element) -> None:
        for child in element:
            self.add(child)

    def add(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in UNPRINTED or is_unprinted(element):
            return
        if tag in SEPARATORS:
            self.write("\n")
        elif handler := HANDLERS.get(tag):
            handler(self, element)
        else:
            self.add_children(element)

    def add_text(self, element: Element) -> None:
        self.write(element.text or "")

    def add_box(self, element: Element) -> None:
        self.hanging.append(partial(self.add_children, element))

    def add_first_alternative(self, element: Element) -> None:
        self.add_children(element[0] if len(element) else element)

    def write(self, text: str) -> None:
        if all(self.fields):
            self.parts.append(text)

    def add_block(self, element: Element) -> None:
        """Add a paragraph or a row, and then its notes and boxes."""
        self.depth += 1
        start = len(self.parts)
        self.add_children(element)
        if element.tag == f"{W}p" and "".join(self.parts[start:]).strip():
            self.parts.insert(start, f"{self.lists.label_of(element)} ")
        if attribute_exists(element, "pPr/rPr/del"):
            self.depth -= 1
            return
        self.parts.append("\n")
        self.depth -= 1
        while self.hanging and not self.depth:
            self.hanging.pop(0)()

    def add_symbol(self, element: Element) -> None:
        code = element.get(f"{W}char", "")
        is_code = code and len(code) <= CODE_LENGTH and set(code) <= set(hexdigits)
        self.write(chr(int(code, 16)) if is_code else " ")

    def add_note(self, reference: Element) -> None:
        self.note_count += 1
        number, key = self.note_count, reference.get(f"{W}id")
        if reference.get(f"{W}customMarkFollows") not in {"1", "true"}:
            self.write(str(number))
        root = self.notes[NOTES[str(reference.tag)]]
        for note in [] if root is None else root:
            if note.get(f"{W}id") == key:
                self.hanging.append(partial(self.add_note_text, number, note))

    def add_note_text(self, number: int, note: Element) -> None:
        self.parts.append(f"{number} ")
        self.add_children(note)
        self.parts.append("\n")

    def follow_field(self, element: Element) -> None:
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields:
            self.fields.pop()


HANDLERS: dict[str, Callable[[DocumentText, Element], None]] = {
    **dict.fromkeys((f"{W}p", f"{W}tr"), DocumentText.add_block),
    **dict.fromkeys((f"{W}t", MATH_TEXT), DocumentText.add_text),
    **dict.fromkeys(NOTES, DocumentText.add_note),
    f"{W}sym": DocumentText.add_symbol,
    f"{W}fldChar": DocumentText.follow_field,
    f"{W}txbxContent": DocumentText.add_box,
    f"{MARKUP}AlternateContent": DocumentText.add_first_alternative,
}


def attribute_exists(element: Element, path: str) -> bool:
    return element.find("/".join(W + tag for tag in path.split("/"))) is not None


def is_unprinted(element: Element) -> bool:
    """Return whether a run is hidden, or a cell is merged with the one above."""
    if element.tag == f"{W}r" and attribute_exists(element, "rPr/vanish"):
        return attribute(element, "rPr/vanish") in ON
    if element.tag == f"{W}tc" and attribute_exists(element, "tcPr/vMerge"):
        return attribute(element, "tcPr/vMerge") != "restart"
    return False
