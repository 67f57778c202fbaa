"""The words of a paragraph: what is accepted, shown and printed, in order."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from docx.oxml.ns import nsmap, qn

from portal.importing.readers.docx.numbering import Element, value

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

# Elements that print a character or two.
PRINTED = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# Elements whose content is part of the text around them.
AROUND = {
    *(
        qn(f"w:{name}")
        for name in ("r", "ins", "moveTo", "hyperlink", "smartTag", "sdt")
    ),
    *(
        qn(f"w:{name}")
        for name in ("sdtContent", "fldSimple", "customXml", "dir", "bdo")
    ),
    *(qn(f"w:{name}") for name in ("ruby", "rubyBase", "drawing", "pict", "object")),
}
# What is left out, and how an editor is told of it, one and several.
LEFT_OUT = {
    qn("w:del"): ("deletion that was tracked", "deletions that were tracked"),
    qn("w:moveFrom"): ("move that was tracked", "moves that were tracked"),
    qn("w:commentReference"): ("comment", "comments"),
    f"{{{nsmap['pic']}}}pic": ("picture", "pictures"),
    f"{VML}imagedata": ("picture", "pictures"),
    f"{CHART}chart": ("chart", "charts"),
    f"{DIAGRAM}relIds": ("diagram", "diagrams"),
    f"{OFFICE}OLEObject": ("embedded object", "embedded objects"),
    qn("w:altChunk"): ("embedded document", "embedded documents"),
}
SYMBOLS = {"f0b7": "•", "f0a7": "▪", "f0d8": "➢", "f0fc": "✓", "f02d": "–", "f0e0": "→"}


@dataclass
class Losses:
    """What the document holds and the text does not, counted over all of it."""

    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    insertions: int = 0
    hidden: int = 0
    boxes: int = 0


@dataclass
class Words:
    """One paragraph's words, gathered, with the notes and boxes that hang on it."""

    losses: Losses
    text: str = ""
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes_before: int = 0
    # One entry for each field that is open: whether its result has begun.
    fields: list[bool] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return all(self.fields)

    def gather(self, element: Element) -> None:
        """Add what the element's children print."""
        for child in element:
            self.take(child)

    def take(self, child: Element) -> None:
        taker = TAKERS.get(child.tag)
        if taker:
            taker(self, child)
        elif is_hidden(child):
            self.losses.hidden += 1
        elif child.tag in AROUND or not str(child.tag).startswith(f"{{{nsmap['w']}}}"):
            self.losses.insertions += child.tag == qn("w:ins")
            self.gather(child)

    def leave_out(self, child: Element) -> None:
        self.losses.left_out[LEFT_OUT[child.tag]] += 1

    def take_text(self, child: Element) -> None:
        self.add(child.text or "")

    def take_sign(self, child: Element) -> None:
        self.add(PRINTED[child.tag])

    def take_symbol(self, child: Element) -> None:
        code = value(child, "char").lower()
        is_code = re.fullmatch("[0-9a-f]{1,4}", code)
        self.add(SYMBOLS.get(code) or (chr(int(code, 16)) if is_code else " "))

    def take_box(self, child: Element) -> None:
        self.losses.boxes += 1
        self.boxes.append(child)

    def take_one_of(self, child: Element) -> None:
        """Take the first of the ways in which the same is given: Word takes no other."""
        chosen = child.find(f"{MC}Choice")
        if chosen is None:
            chosen = child.find(f"{MC}Fallback")
        if chosen is not None:
            self.gather(chosen)

    def turn(self, child: Element) -> None:
        """Follow a field from its instruction, which nobody reads, to its result."""
        kind = value(child, "fldCharType")
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def refer(self, child: Element) -> None:
        kind = "footnote" if child.tag == qn("w:footnoteReference") else "endnote"
        number = self.notes_before + len(self.footnotes) + 1
        self.footnotes.append((kind, value(child, "id")))
        if value(child, "customMarkFollows") not in {"1", "true"}:
            self.add(str(number).translate(SUPERSCRIPTS))

    def add(self, text: str) -> None:
        if self.is_shown:
            self.text += text


TAKERS: dict[str, Callable[[Words, Element], None]] = {
    **dict.fromkeys(LEFT_OUT, Words.leave_out),
    **dict.fromkeys(PRINTED, Words.take_sign),
    **dict.fromkeys((qn("w:t"), f"{MATH}t"), Words.take_text),
    **dict.fromkeys((qn("w:footnoteReference"), qn("w:endnoteReference")), Words.refer),
    qn("w:sym"): Words.take_symbol,
    qn("w:fldChar"): Words.turn,
    qn("w:txbxContent"): Words.take_box,
    f"{MC}AlternateContent": Words.take_one_of,
}


def is_hidden(element: Element) -> bool:
    if element.tag != qn("w:r"):
        return False
    properties = element.find(qn("w:rPr"))
    found = properties.find(qn("w:vanish")) if properties is not None else None
    return found is not None and value(found, "val") not in {"0", "false", "off"}


def is_deleted(paragraph: Element) -> bool:
    """Say whether the paragraph's end is deleted, so that the next goes on in its line."""
    properties = paragraph.find(qn("w:pPr"))
    marks = properties.find(qn("w:rPr")) if properties is not None else None
    return marks is not None and marks.find(qn("w:del")) is not None


def instruction_of(paragraph: Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:instrText")))
