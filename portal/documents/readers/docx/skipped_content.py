"""Notes about content of a Word file that was left out of its text."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from portal.documents.readers.docx.run_text import SkippedContent
from portal.documents.readers.text_builder import TextBuilder

HEADER_TYPES = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
EXCERPT_LENGTH = 80


def running_heads(parts: list[tuple[str, Any]]) -> list[str]:
    """Return the texts of page headers and footers, without repetition."""
    texts = []
    for kind, part in parts:
        if kind in HEADER_TYPES:
            root = parse_xml(part.blob)
            text = " ".join("".join(element.text or "" for element in root.iter(qn("w:t"))).split())
            texts.append(text)
    return [text for text in dict.fromkeys(texts) if text and not text.isdigit()]


def add_notes(builder: TextBuilder, skipped: SkippedContent, heads: list[str]) -> None:
    """Add a note for each kind of content that was left out or needed a decision."""
    for (singular, plural), count in skipped.left_out.items():
        subject = f"1 {singular} was" if count == 1 else f"{count} {plural} were"
        builder.add_note("left-out", f"{subject} left out.")
    if skipped.insertions:
        builder.add_note(
            "changes-accepted",
            f"Accepted: {count_phrase(skipped.insertions, 'tracked insertion')}.",
        )
    if skipped.hidden:
        builder.add_note(
            "left-out",
            f"Left out: {count_phrase(skipped.hidden, 'passage')} of hidden text.",
        )
    if skipped.boxes:
        builder.add_note(
            "text-box",
            f"Placed after the anchor paragraph: {count_phrase(skipped.boxes, 'text box')}.",
        )
    for text in heads:
        excerpt = text if len(text) <= EXCERPT_LENGTH else f"{text[:EXCERPT_LENGTH]}…"
        builder.add_note(
            "left-out",
            f"Page headers or footers with “{excerpt}” were left out.",
        )


def count_phrase(count: int, name: str) -> str:
    plural = f"{name}es" if name.endswith(("x", "ch")) else f"{name}s"
    return f"1 {name}" if count == 1 else f"{count} {plural}"
