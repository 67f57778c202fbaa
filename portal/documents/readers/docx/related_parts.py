"""The parts of a Word file besides its body: styles, lists, notes; and the addresses of links."""

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from portal.documents.readers.docx.numbering import Element

NOTE_RELATIONSHIPS = {
    "footnote": RELATIONSHIP_TYPE.FOOTNOTES,
    "endnote": RELATIONSHIP_TYPE.ENDNOTES,
}


def related_parts(part: Any) -> Iterator[tuple[str, Any]]:
    """Yield (type, part) of the document's internal parts; nothing external is opened."""
    for relationship in part.rels.values():
        if not relationship.is_external:
            yield relationship.reltype, relationship.target_part


def root_of(parts: list[tuple[str, Any]], kind: str) -> Element | None:
    """Return the root element of the first part of a type, or None."""
    part = next((part for part_kind, part in parts if part_kind == kind), None)
    return parse_xml(part.blob) if part is not None else None


def notes_in(roots: dict[str, Element]) -> dict[tuple[str, str], Element]:
    return {
        (name, str(note.get(qn("w:id")))): note
        for name, kind in NOTE_RELATIONSHIPS.items()
        if kind in roots
        for note in roots[kind].iter(qn(f"w:{name}"))
    }


def link_targets(part: Any) -> dict[str, str]:
    """Return the addresses of a part's links by relationship."""
    return {
        key: str(relationship.target_ref)
        for key, relationship in part.rels.items()
        if relationship.is_external and relationship.reltype == RELATIONSHIP_TYPE.HYPERLINK
    }
