"""What styles say of a paragraph: is it a heading, is it bold, which list is it of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from portal.importing.readers.docx.numbering import (
    Element,
    child_value,
    indent_of,
    value,
)

HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
TITLES = {"title", "subtitle"}
CONTENTS = re.compile(r"(?:toc\s*\d|toc\s*heading|table of figures)", re.IGNORECASE)
DEEPEST = 20  # styles based on one another
TEXT_LEVEL = 9  # the outline level of ordinary text


@dataclass
class Styles:
    """The styles of a document by their identifiers."""

    by_id: dict[str, Element]
    default: str = ""

    @classmethod
    def of(cls, root: Element | None) -> "Styles":
        found: dict[str, Element] = {}
        default = ""
        for one in root.iter(qn("w:style")) if root is not None else ():
            found[value(one, "styleId")] = one
            is_default = value(one, "default") in {"1", "true"}
            if is_default and value(one, "type") == "paragraph":
                default = value(one, "styleId")
        return cls(found, default)

    def chain(self, style_id: str) -> Iterator[Element]:
        """Yield the style, then the one that it is based on, and so on."""
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen and len(seen) < DEEPEST:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = child_value(self.by_id[style_id], "basedOn")

    def of_paragraph(self, paragraph: Element) -> list[Element]:
        own = child_value(paragraph.find(qn("w:pPr")), "pStyle")
        return list(self.chain(own or self.default))

    def properties(self, paragraph: Element) -> Iterator[Element]:
        """Yield the paragraph's own properties, then those of its styles."""
        for one in (paragraph, *self.of_paragraph(paragraph)):
            found = one.find(qn("w:pPr"))
            if found is not None:
                yield found

    def list_of(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the list and level that the paragraph is of; list 0 takes it out of all."""
        list_id, level = "", ""
        for properties in self.properties(paragraph):
            found = properties.find(qn("w:numPr"))
            list_id = list_id or child_value(found, "numId")
            level = level or child_value(found, "ilvl")
            if list_id:
                break
        if list_id in {"", "0"}:
            return None
        return list_id, int(level) if level.isdigit() else 0

    def indent(self, paragraph: Element) -> int | None:
        """Return the left indent that the paragraph or its styles give."""
        found = (indent_of(properties) for properties in self.properties(paragraph))
        return next((one for one in found if one is not None), None)

    def heading(self, paragraph: Element) -> int:
        """Return the rank as a heading, 1 for the highest; 0 for text."""
        for style in self.of_paragraph(paragraph):
            name = child_value(style, "name")
            if found := HEADING.match(name):
                return int(found[1])
            if name.casefold() in TITLES:
                return 1
        for properties in self.properties(paragraph):
            level = child_value(properties, "outlineLvl")
            if level.isdigit():
                return int(level) + 1 if int(level) < TEXT_LEVEL else 0
        return 0

    def is_contents(self, paragraph: Element) -> bool:
        names = (child_value(one, "name") for one in self.of_paragraph(paragraph))
        return any(CONTENTS.fullmatch(name) for name in names)

    def is_bold(self, run: Element, paragraph: Element) -> bool:
        """Say whether the run's letters are bold: by itself, its style or the paragraph's."""
        own = run.find(qn("w:rPr"))
        for one in (
            own,
            *(
                each.find(qn("w:rPr"))
                for each in self.chain(child_value(own, "rStyle"))
            ),
            *(each.find(qn("w:rPr")) for each in self.of_paragraph(paragraph)),
        ):
            bold = one.find(qn("w:b")) if one is not None else None
            if bold is not None:
                return value(bold, "val") not in {"0", "false", "off"}
        return False
