"""Documents written once, as text, Markdown, HTML, Word and PDF, in the way of each format."""

import html
import io
import textwrap
from dataclasses import dataclass
from itertools import groupby

import docx

from tests.builders.pdf_files import Square, Type, printed


@dataclass(frozen=True)
class Part:
    """A paragraph, list item or row. Kinds: title, heading, text, label, item, subitem, row, level."""

    kind: str
    text: str
    # The printed number of a paragraph (label), or none.
    label: str = ""

    @property
    def printed(self):
        return f"{self.label} {self.text}".strip()


def document(text):
    """Return the parts of a document in a short notation: “= title”, “== heading”, “- item”."""
    marks = (("== ", "heading"), ("= ", "title"), ("-- ", "subitem"), ("- ", "item"), ("| ", "row"))
    parts = []
    for line in textwrap.dedent(text).strip().split("\n"):
        mark, kind = next(
            ((mark, kind) for mark, kind in marks if line.startswith(mark)), ("", "text")
        )
        first, _, rest = line.partition(" ")
        if first == "%":
            parts.append(Part("level", rest))
        elif not mark and first.endswith((".", ")")) and len(first) < 5:
            parts.append(Part("label", rest, first))
        else:
            parts.append(Part(kind, line.removeprefix(mark)))
    return parts


def cells_of(part):
    return part.text.split(" | ")


def as_text(parts):
    groups = [list(group) for _, group in groupby(parts, key=text_group)]
    return ("\n\n".join("\n".join(map(text_line, group)) for group in groups) + "\n").encode()


def text_group(part):
    return part.kind[-4:] if part.kind in {"item", "subitem", "row"} else part


def text_line(part):
    if part.kind == "row":
        return "".join(cell.ljust(26) for cell in cells_of(part)).rstrip()
    first = {"item": "- ", "subitem": "  - "}.get(part.kind, "")
    indent = " " * len(first)
    return textwrap.fill(part.printed, 72, initial_indent=first, subsequent_indent=indent)


def as_markdown(parts):
    lines = []
    for _, group in groupby(parts, key=text_group):
        lines += ["\n".join(map(markdown_line, group))]
    return "\n\n".join(lines).encode()


def markdown_line(part):
    if part.kind == "row":
        row = f"| {part.text} |"
        head = part.text.startswith("Name")
        return f"{row}\n|{'---|' * len(cells_of(part))}" if head else row
    mark = {"title": "# ", "heading": "## ", "item": "- ", "subitem": "    - "}.get(part.kind, "")
    return f"**{part.text}**" if part.kind == "level" else mark + part.printed


def as_html(parts):
    lines = ["<!doctype html><html><head><title>Report</title></head><body>"]
    for kind, group in groupby(parts, key=text_group):
        if kind == "item":
            lines.append(html_list(list(group)))
        elif kind == "row":
            rows = ("".join(f"<td>{cell}</td>" for cell in cells_of(part)) for part in group)
            lines.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            lines += map(html_line, group)
    return "\n".join([*lines, "</body></html>"]).encode()


def html_list(parts):
    items = []
    for kind, group in groupby(parts, key=lambda part: part.kind):
        texts = [f"<li>{html.escape(part.text)}" for part in group]
        if kind == "subitem":
            items[-1] += f"<ul>{''.join(texts)}</ul>"
        else:
            items += texts
    return f"<ul>{''.join(items)}</ul>"


def html_line(part):
    text = html.escape(part.printed)
    tag = {"title": "h1", "heading": "h2"}.get(part.kind, "p")
    return f"<{tag}><b>{text}</b></{tag}>" if part.kind == "level" else f"<{tag}>{text}</{tag}>"


def as_docx(parts):
    file = docx.Document()
    styles = {"item": "List Bullet", "subitem": "List Bullet 2"}
    for kind, group in groupby(parts, key=text_group):
        if kind == "row":
            rows = [cells_of(part) for part in group]
            table = file.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            continue
        for part in group:
            if part.kind in {"title", "heading"}:
                file.add_heading(part.text, 0 if part.kind == "title" else 1)
            else:
                paragraph = file.add_paragraph(style=styles.get(part.kind))
                paragraph.add_run(part.printed).bold = part.kind == "level" or None
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def as_pdf(parts):
    """Return a PDF with drawn bullets, and tables without lines."""
    shapes, at = [], 760
    for _, group in groupby(parts, key=text_group):
        for part in group:
            shapes += pdf_part(part, at)
            at -= 12 * len(pdf_lines(part))
        at -= 10
    return printed(shapes)


def pdf_lines(part):
    return [part.text] if part.kind == "row" else textwrap.wrap(part.printed, 84)


def pdf_part(part, at):
    if part.kind == "row":
        return [Type(cell, at, 60 + 170 * column) for column, cell in enumerate(cells_of(part))]
    indent = {"item": 18, "subitem": 36}.get(part.kind, 0)
    size = {"title": 16, "heading": 13}.get(part.kind, 10)
    bold = part.kind in {"title", "heading", "level"}
    lines = [
        Type(line, at - 12 * number, 60 + indent, size, bold)
        for number, line in enumerate(pdf_lines(part))
    ]
    return [*lines, *([Square(at + 2, 48 + indent)] if indent else [])]


WRITERS = {
    "txt": as_text,
    "md": as_markdown,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}
