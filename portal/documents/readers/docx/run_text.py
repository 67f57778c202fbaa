"""The text of a paragraph's runs: accepted, visible and printed content in order."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import nsmap, qn

from portal.documents.readers.docx.numbering import Element, value
from portal.documents.readers.docx.styles import Styles
from portal.documents.readers.letter_spans import OpenSpans
from portal.parsing.source import FormatKind
from reports.text import clean_line

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

# Elements that print a character.
PRINTED_TAGS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# Elements whose content belongs to the surrounding text.
TRANSPARENT_TAGS = {
    *(qn(f"w:{name}") for name in ("r", "ins", "moveTo", "hyperlink", "smartTag", "sdt")),
    *(qn(f"w:{name}") for name in ("sdtContent", "fldSimple", "customXml", "dir", "bdo")),
    *(qn(f"w:{name}") for name in ("ruby", "rubyBase", "drawing", "pict", "object")),
}
# Elements that are left out, with their names in notes, singular and plural.
LEFT_OUT = {
    qn("w:del"): ("tracked deletion", "tracked deletions"),
    qn("w:moveFrom"): ("tracked move", "tracked moves"),
    qn("w:commentReference"): ("comment", "comments"),
    f"{{{nsmap['pic']}}}pic": ("picture", "pictures"),
    f"{VML}imagedata": ("picture", "pictures"),
    f"{CHART}chart": ("chart", "charts"),
    f"{DIAGRAM}relIds": ("diagram", "diagrams"),
    f"{OFFICE}OLEObject": ("embedded object", "embedded objects"),
    qn("w:altChunk"): ("embedded document", "embedded documents"),
}
# The instruction of a link to an address; a link to a bookmark has a switch before the name.
HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
SYMBOLS = {"f0b7": "•", "f0a7": "▪", "f0d8": "➢", "f0fc": "✓", "f02d": "–", "f0e0": "→"}


@dataclass
class SkippedContent:
    """Counts of content that was left out or needed a decision."""

    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    insertions: int = 0
    hidden: int = 0
    boxes: int = 0


@dataclass
class Field:
    """An open field: its instruction, and whether the result that Word displays has begun."""

    has_result: bool = False
    instruction: str = ""
    link: int | None = None


@dataclass
class RunText:
    """The text of a paragraph, with references to its notes and text boxes."""

    skipped: SkippedContent
    styles: Styles
    # The addresses of links by relationship.
    targets: Mapping[str, str]
    text: str = ""
    spans: OpenSpans = field(default_factory=OpenSpans)
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes_before: int = 0
    fields: list[Field] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return all(field.has_result for field in self.fields)

    def read_children(self, element: Element) -> None:
        """Add the text of the element's children."""
        for child in element:
            self.read_child(child)

    def read_child(self, child: Element) -> None:
        handler = HANDLERS.get(child.tag)
        if handler:
            handler(self, child)
        elif is_hidden(child):
            self.skipped.hidden += 1
        elif child.tag in TRANSPARENT_TAGS or not str(child.tag).startswith(f"{{{nsmap['w']}}}"):
            self.skipped.insertions += child.tag == qn("w:ins")
            keys = [self.spans.begin(kind, target) for kind, target in self.formats_of(child)]
            self.read_children(child)
            for key in keys:
                self.spans.end(key)

    def formats_of(self, element: Element) -> Iterator[tuple[FormatKind, str]]:
        """Yield the emphasis of a run, or the address of a link."""
        if element.tag == qn("w:r"):
            yield from ((kind, "") for kind in self.styles.emphasis(element))
        elif element.tag == qn("w:hyperlink"):
            target = self.targets.get(str(element.get(qn("r:id"))))
            anchor = value(element, "anchor")
            if target:
                yield "link", f"{target}#{anchor}" if anchor else target
        elif match := HYPERLINK.match(value(element, "instr")):
            yield "link", match[1]

    def count_left_out(self, child: Element) -> None:
        self.skipped.left_out[LEFT_OUT[child.tag]] += 1

    def add_run(self, child: Element) -> None:
        self.append(child.text or "")

    def add_printed_tag(self, child: Element) -> None:
        self.append(PRINTED_TAGS[child.tag])

    def add_symbol(self, child: Element) -> None:
        code = value(child, "char").lower()
        is_code = re.fullmatch("[0-9a-f]{1,4}", code)
        self.append(SYMBOLS.get(code) or (chr(int(code, 16)) if is_code else " "))

    def add_box(self, child: Element) -> None:
        self.skipped.boxes += 1
        self.boxes.append(child)

    def read_alternative(self, child: Element) -> None:
        """Read the first alternative of AlternateContent, as Word does."""
        alternative = child.find(f"{MC}Choice")
        if alternative is None:
            alternative = child.find(f"{MC}Fallback")
        if alternative is not None:
            self.read_children(alternative)

    def track_field(self, child: Element) -> None:
        """Track fields, to skip their instructions and read their results."""
        kind = value(child, "fldCharType")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.begin_result(self.fields[-1])
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if ended.link is not None:
                self.spans.end(ended.link)

    def begin_result(self, open_field: Field) -> None:
        open_field.has_result = True
        link = HYPERLINK.match(open_field.instruction)
        if link and open_field.link is None:
            open_field.link = self.spans.begin("link", link[1])

    def add_instruction(self, child: Element) -> None:
        if self.fields:
            self.fields[-1].instruction += child.text or ""

    def add_note_reference(self, child: Element) -> None:
        kind = "footnote" if child.tag == qn("w:footnoteReference") else "endnote"
        number = self.notes_before + len(self.footnotes) + 1
        self.footnotes.append((kind, value(child, "id")))
        if value(child, "customMarkFollows") not in {"1", "true"}:
            self.append(str(number).translate(SUPERSCRIPTS))

    def append(self, text: str) -> None:
        if self.is_shown:
            cleaned = clean_line(text)
            self.text += cleaned
            self.spans.add_text(cleaned)


HANDLERS: dict[str, Callable[[RunText, Element], None]] = {
    **dict.fromkeys(LEFT_OUT, RunText.count_left_out),
    **dict.fromkeys(PRINTED_TAGS, RunText.add_printed_tag),
    **dict.fromkeys((qn("w:t"), f"{MATH}t"), RunText.add_run),
    **dict.fromkeys(
        (qn("w:footnoteReference"), qn("w:endnoteReference")),
        RunText.add_note_reference,
    ),
    qn("w:sym"): RunText.add_symbol,
    qn("w:fldChar"): RunText.track_field,
    qn("w:instrText"): RunText.add_instruction,
    qn("w:txbxContent"): RunText.add_box,
    f"{MC}AlternateContent": RunText.read_alternative,
}


def is_hidden(element: Element) -> bool:
    if element.tag != qn("w:r"):
        return False
    properties = element.find(qn("w:rPr"))
    vanish = properties.find(qn("w:vanish")) if properties is not None else None
    return vanish is not None and value(vanish, "val") not in {"0", "false", "off"}


def is_deleted(paragraph: Element) -> bool:
    """Return whether the paragraph mark is deleted, which joins the next paragraph."""
    properties = paragraph.find(qn("w:pPr"))
    marks = properties.find(qn("w:rPr")) if properties is not None else None
    return marks is not None and marks.find(qn("w:del")) is not None


def instruction_of(paragraph: Element) -> str:
    return "".join(element.text or "" for element in paragraph.iter(qn("w:instrText")))
