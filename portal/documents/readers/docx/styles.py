"""Styles of a Word document: heading ranks, bold type, lists, indents."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from portal.documents.readers.docx.numbering import Element, child_value, indent_of, value
from portal.parsing.source import FormatKind

HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
TITLES = {"title", "subtitle"}
CONTENTS = re.compile(r"(?:toc\s*\d|toc\s*heading|table of figures)", re.IGNORECASE)
EMPHASIS: dict[str, FormatKind] = {"w:b": "strong", "w:i": "emphasis"}
MAX_DEPTH = 20  # of styles based on one another
TEXT_LEVEL = 9  # the outline level of ordinary text


@dataclass
class Styles:
    """The document's paragraph and character styles by ID."""

    by_id: dict[str, Element]
    default: str = ""

    @classmethod
    def of(cls, root: Element | None) -> "Styles":
        styles_by_id: dict[str, Element] = {}
        default = ""
        for style in root.iter(qn("w:style")) if root is not None else ():
            styles_by_id[value(style, "styleId")] = style
            is_default = value(style, "default") in {"1", "true"}
            if is_default and value(style, "type") == "paragraph":
                default = value(style, "styleId")
        return cls(styles_by_id, default)

    def chain(self, style_id: str) -> Iterator[Element]:
        """Yield the style and the styles that it is based on."""
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen and len(seen) < MAX_DEPTH:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = child_value(self.by_id[style_id], "basedOn")

    def of_paragraph(self, paragraph: Element) -> list[Element]:
        style_id = child_value(paragraph.find(qn("w:pPr")), "pStyle")
        return list(self.chain(style_id or self.default))

    def properties(self, paragraph: Element) -> Iterator[Element]:
        """Yield the paragraph properties, then those of its styles."""
        for element in (paragraph, *self.of_paragraph(paragraph)):
            properties = element.find(qn("w:pPr"))
            if properties is not None:
                yield properties

    def list_of(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the paragraph's list ID and level, or None; list ID 0 means no list."""
        list_id, level = "", ""
        for properties in self.properties(paragraph):
            numbering = properties.find(qn("w:numPr"))
            list_id = list_id or child_value(numbering, "numId")
            level = level or child_value(numbering, "ilvl")
            if list_id:
                break
        if list_id in {"", "0"}:
            return None
        return list_id, int(level) if level.isdigit() else 0

    def indent(self, paragraph: Element) -> int | None:
        """Return the left indent that the paragraph or its styles set."""
        indents = (indent_of(properties) for properties in self.properties(paragraph))
        return next((indent for indent in indents if indent is not None), None)

    def heading(self, paragraph: Element) -> int:
        """Return the heading rank, 1 for the highest; 0 for text."""
        for style in self.of_paragraph(paragraph):
            name = child_value(style, "name")
            if match := HEADING.match(name):
                return int(match[1])
            if name.casefold() in TITLES:
                return 1
        for properties in self.properties(paragraph):
            level = child_value(properties, "outlineLvl")
            if level.isdigit():
                return int(level) + 1 if int(level) < TEXT_LEVEL else 0
        return 0

    def is_contents(self, paragraph: Element) -> bool:
        names = (child_value(style, "name") for style in self.of_paragraph(paragraph))
        return any(CONTENTS.fullmatch(name) for name in names)

    def emphasis(self, run: Element) -> list[FormatKind]:
        """Return the emphasis that the run has by itself or by its character style."""
        run_properties = run.find(qn("w:rPr"))
        if run_properties is None:
            return []
        styles = list(self.chain(child_value(run_properties, "rStyle")))
        chain = [run_properties, *(style.find(qn("w:rPr")) for style in styles)]
        return [kind for name, kind in EMPHASIS.items() if is_set(chain, name)]

    def is_bold(self, run: Element, paragraph: Element) -> bool:
        """Return whether the run is bold, by its own properties, its style or the paragraph's."""
        run_properties = run.find(qn("w:rPr"))
        styles = (*self.chain(child_value(run_properties, "rStyle")), *self.of_paragraph(paragraph))
        return is_set([run_properties, *(style.find(qn("w:rPr")) for style in styles)], "w:b")


def is_set(chain: Iterable[Element | None], name: str) -> bool:
    """Return whether the first properties that state a switch turn it on."""
    for properties in chain:
        switch = properties.find(qn(name)) if properties is not None else None
        if switch is not None:
            return value(switch, "val") not in {"0", "false", "off"}
    return False
