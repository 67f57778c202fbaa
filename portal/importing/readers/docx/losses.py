"""What a Word file holds and its text does not, in sentences for an editor."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from portal.importing.readers.docx.words import Losses
from portal.importing.readers.sheet import Sheet

FURNITURE = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
EXCERPT = 80


def furniture_of(parts: list[tuple[str, Any]]) -> list[str]:
    """Return what the heads and feet of the pages say, each once."""
    said = []
    for kind, part in parts:
        if kind in FURNITURE:
            root = parse_xml(part.blob)
            words = " ".join(
                "".join(one.text or "" for one in root.iter(qn("w:t"))).split()
            )
            said.append(words)
    return [words for words in dict.fromkeys(said) if words and not words.isdigit()]


def tell(sheet: Sheet, losses: Losses, furniture: list[str]) -> None:
    """Leave a note for each kind of thing that is left out or was decided."""
    for (one, several), count in losses.left_out.items():
        said = f"1 {one} is" if count == 1 else f"{count} {several} are"
        sheet.note("left-out", f"{said} left out.")
    if losses.insertions:
        sheet.note(
            "changes-accepted",
            f"{counted(losses.insertions, 'insertion')} that were tracked are taken for accepted.",
        )
    if losses.hidden:
        sheet.note(
            "left-out", f"{counted(losses.hidden, 'stretch')} of hidden text left out."
        )
    if losses.boxes:
        sheet.note(
            "text-box",
            f"{counted(losses.boxes, 'text box')} stand behind the paragraph to which each is fixed.",
        )
    for words in furniture:
        shown = words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…"
        sheet.note(
            "left-out", f"Heads or feet of the pages say “{shown}”; they are left out."
        )


def counted(number: int, name: str) -> str:
    plural = f"{name}es" if name.endswith(("x", "ch")) else f"{name}s"
    return f"1 {name}" if number == 1 else f"{number} {plural}"
