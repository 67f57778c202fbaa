"""Write the invented reports as text, HTML, Word and PDF files, as their authors would send them."""

import html
import io
import textwrap
from collections.abc import Callable, Sequence
from itertools import groupby

import docx

from portal.demo.notation import Part, read_parts
from portal.demo.pdf import as_pdf

TEXT_WIDTH = 78  # characters
LIST_INDENTS = {"item": "", "subitem": "  "}
ELEMENTS = {"title": "h1", "heading": "h2", "level": "h3"}


def as_text(parts: Sequence[Part]) -> bytes:
    blocks = []
    for group in grouped(parts):
        if group[0].kind in {*LIST_INDENTS, "title"}:
            blocks.append("\n".join(map(text_of, group)))
        else:
            blocks += map(text_of, group)
    return ("\n\n".join(blocks) + "\n").encode()


def text_of(part: Part) -> str:
    first = f"{LIST_INDENTS[part.kind]}- " if part.kind in LIST_INDENTS else ""
    return textwrap.fill(
        part.full_text, TEXT_WIDTH, initial_indent=first, subsequent_indent=" " * len(first)
    )


def as_html(parts: Sequence[Part]) -> bytes:
    """Return a page with headings, lists and tables."""
    title = html.escape(parts[0].text)
    body = "\n".join(html_of(group) for group in grouped(parts))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def html_of(group: list[Part]) -> str:
    kind = group[0].kind
    if kind == "row":
        rows = "\n".join(
            html_row(part, "td" if number else "th") for number, part in enumerate(group)
        )
        return f"<table>\n{rows}\n</table>"
    if kind == "title":
        first, *others = (html.escape(part.text) for part in group)
        return f"<h1>{first}</h1>\n<p>{'<br>'.join(others)}</p>"
    if kind == "item":
        return f"<ul>\n{html_items(group)}\n</ul>"
    element = ELEMENTS.get(kind, "p")
    return "\n".join(f"<{element}>{html.escape(part.full_text)}</{element}>" for part in group)


def html_items(group: list[Part]) -> str:
    lines: list[str] = []
    for kind, parts in groupby(group, key=lambda part: part.kind):
        items = [f"<li>{html.escape(part.text)}</li>" for part in parts]
        if kind == "subitem":
            above = lines.pop().removesuffix("</li>")
            items = [f"{above}\n<ul>", *items, "</ul></li>"]
        lines += items
    return "\n".join(lines)


def html_row(part: Part, element: str) -> str:
    cells = "".join(f"<{element}>{html.escape(cell)}</{element}>" for cell in part.cells)
    return f"<tr>{cells}</tr>"


def as_docx(parts: Sequence[Part]) -> bytes:
    """Return a Word file with the styles of headings and lists, and with real tables."""
    document = docx.Document()
    styles = {"heading": "Heading 1", "item": "List Bullet", "subitem": "List Bullet 2"}
    for group in grouped(parts):
        if group[0].kind == "row":
            add_table(document, group)
            continue
        for part in group:
            paragraph = document.add_paragraph(style=styles.get(part.kind))
            paragraph.add_run(part.full_text).bold = part.kind in {"title", "level"} or None
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add_table(document: docx.document.Document, rows: list[Part]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0].cells), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.cells, strict=True):
            cell.text = text


def grouped(parts: Sequence[Part]) -> list[list[Part]]:
    """Return the parts in groups: a list with its subitems, a table, the title block."""
    return [
        list(group) for _, group in groupby(parts, key=lambda part: part.kind.removeprefix("sub"))
    ]


# {extension: the function that writes a file of this format}
WRITERS: dict[str, Callable[[Sequence[Part]], bytes]] = {
    "txt": as_text,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}


def write_document(name: str, text: str) -> bytes:
    """Return a text in the notation as a file; the extension of the name decides the format."""
    extension = name.rpartition(".")[2]
    return WRITERS[extension](list(read_parts(text)))
