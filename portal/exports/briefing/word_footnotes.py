"""Footnotes of a Word file, which python-docx does not write: a part of their own."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# The separators above the footnotes of a page, which Word expects under these ids.
SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
# As python-docx names the styles that define_styles adds.
REFERENCE_STYLE, TEXT_STYLE = "footnotereference", "footnotetext"


class Footnotes:
    """The footnotes of one document, numbered from 1."""

    def __init__(self, document: Any):
        package = document.part.package
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for number, kind in SEPARATORS:
            root.append(separator(number, kind))
        self.part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE, root, package)
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.root, self.count = root, 0

    def add(self, paragraph: Paragraph, text: str, url: str) -> None:
        """Add a footnote at the end of the paragraph; the address within its text is a link."""
        self.count += 1
        number = str(self.count)
        run = paragraph.add_run()
        run._r.append(run_style(REFERENCE_STYLE))
        run._r.append(element("w:footnoteReference", {"w:id": number}))
        note = element("w:footnote", {"w:id": number})
        note.append(self.note_paragraph(text, url))
        self.root.append(note)

    def note_paragraph(self, text: str, url: str) -> Any:
        body = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(element("w:pStyle", {"w:val": TEXT_STYLE}))
        mark = OxmlElement("w:r")
        mark.append(run_style(REFERENCE_STYLE))
        mark.append(OxmlElement("w:footnoteRef"))
        before, found, after = text.partition(url)
        body.extend([properties, mark, text_run(f" {before}")])
        if found:
            relation = self.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = element("w:hyperlink", {"r:id": relation})
            link.append(text_run(found))
            body.extend([link, text_run(after)])
        return body


def separator(number: str, kind: str) -> Any:
    note = element("w:footnote", {"w:id": number, "w:type": kind})
    paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
    run.append(OxmlElement(f"w:{kind}"))
    paragraph.append(run)
    note.append(paragraph)
    return note


def run_style(name: str) -> Any:
    properties = OxmlElement("w:rPr")
    properties.append(element("w:rStyle", {"w:val": name}))
    return properties


def text_run(text: str) -> Any:
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def element(tag: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made
