"""A report in other formats than its text: the same words, as Word, a browser or a printer has them."""

import html
import io
import re
from dataclasses import dataclass

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from portal.importing import parse, readers
from portal.importing.vocabulary import Vocabulary
from tests.portal.importing.printing import HEIGHT, Type, printed

LISTS = """<w:abstractNum {ns} w:abstractNumId="90">{paragraphs}</w:abstractNum>
<w:abstractNum {ns} w:abstractNumId="91">{points}</w:abstractNum>
<w:abstractNum {ns} w:abstractNumId="92">{letters}</w:abstractNum>"""
LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
WIDTH = 88  # characters of a printed line


@dataclass(frozen=True)
class Piece:
    """A paragraph of a document: its kind, what it says, its printed number, how deep it stands."""

    kind: str  # title, heading, level, paragraph or point
    text: str
    label: str = ""
    depth: int = 0


def pieces_of(name, content):
    """Return the report's paragraphs in the order printed."""
    source = readers.read(name, content)
    draft = parse.parse(source, Vocabulary())
    depths = {}
    found = []
    for part in draft.parts:
        if part.kind != "discard":
            kind = {"title": "title", "heading": "level"}[part.kind]
            lines = source.text[part.spans[0][0] : part.spans[-1][1]]
            found.append((part.spans, Piece(kind, lines)))
    for session in draft.sessions:
        if session.spans:
            found.append((session.spans, Piece("heading", session.heading)))
        found += [
            (one.spans, Piece("paragraph", one.text, one.label))
            for one in session.paragraphs
        ]
    for one in draft.recommendations:
        depths[one.reference] = depths.get(one.parent, -1) + 1
        found.append((one.spans, Piece("point", one.text, depth=depths[one.reference])))
    return [piece for _, piece in sorted(found, key=lambda pair: pair[0])]


def as_docx(pieces, *, automatic):
    """Return a Word file whose numbers Word prints itself, or that holds them as typed."""
    document = docx.Document()
    if automatic:
        define_lists(document)
    for piece in pieces:
        if piece.kind == "title":
            document.add_paragraph(piece.text)
        elif piece.kind == "heading":
            document.add_heading(piece.text, 1)
        elif automatic:
            add_automatic(document, piece)
        else:
            add_typed(document, piece)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def define_lists(document):
    root = document.part.numbering_part.element
    bullets = "".join(LEVEL.format(depth, "bullet", "\uf0b7") for depth in range(4))
    lists = LISTS.format(
        ns=nsdecls("w"),
        paragraphs=LEVEL.format(0, "decimal", "%1."),
        points=bullets,
        letters=LEVEL.format(0, "upperLetter", "%1."),
    )
    for number, one in enumerate(
        re.findall(r"<w:abstractNum.*?</w:abstractNum>", lists, re.DOTALL)
    ):
        root.insert(number, parse_xml(one))
    for key in (90, 91, 92):
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
            )
        )


def add_automatic(document, piece):
    lists = {"paragraph": 90, "point": 91, "level": 92}
    text, key = piece.text, lists[piece.kind]
    if piece.kind == "level":
        text = re.sub(r"^[A-Z]\.\s+", "", text)
    paragraph = document.add_paragraph(text)
    if piece.kind == "paragraph" and not piece.label:
        return
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{piece.depth}"/><w:numId w:val="{key}"/></w:numPr>'
        )
    )


def add_typed(document, piece):
    label = f"{piece.label} " if piece.label else ""
    if piece.kind == "point":
        style = "List Bullet" if not piece.depth else f"List Bullet {piece.depth + 1}"
        document.add_paragraph(piece.text, style=style)
    else:
        document.add_paragraph(label + piece.text)


def as_html(pieces):
    """Return a page with headings and nested lists; paragraphs are the points of numbered lists."""
    out = ["<!doctype html><html><head><title>Report</title></head><body>"]
    depth = -1
    for piece in pieces:
        wanted = piece.depth if piece.kind == "point" else -1
        while depth < wanted:
            out.append("<ul>")
            depth += 1
        while depth > wanted:
            out.append("</ul>")
            depth -= 1
        out.append(element_of(piece))
    out += ["</ul>"] * (depth + 1)
    return "\n".join([*out, "</body></html>"]).encode()


def element_of(piece):
    text = html.escape(piece.text)
    if piece.kind == "point":
        return f"<li>{text}</li>"
    if piece.kind == "heading":
        return f"<h2>{text}</h2>"
    if piece.label:
        number = piece.label.rstrip(".")
        return f'<ol start="{number}"><li>{text}</li></ol>'
    lines = "<br>".join(text.split("\n"))
    return f"<p>{lines}</p>"


def as_pdf(pieces, *, head="", height=HEIGHT):
    """Return a PDF of several pages, each with a running head and its number."""
    pages, lines, at = [], [], 0
    for piece in pieces:
        for number, line in enumerate(wrapped(piece)):
            if at < 80:
                lines, at = [], height - 110
                pages.append(lines)
                if head:
                    lines.append(Type(head, height - 30, size=8))
                lines.append(Type(str(len(pages)), 30, left=300, size=8))
            left = 70 + (18 * (piece.depth + 1) if piece.kind == "point" else 0)
            if piece.kind == "heading":
                lines.append(Type(line, at, left, size=13, bold=True))
            else:
                lines.append(
                    Type(
                        line, at, left + (9 if number and piece.kind == "point" else 0)
                    )
                )
            at -= 12
        at -= 10
    return printed(*pages)


def wrapped(piece):
    label = {"point": "• "}.get(piece.kind, f"{piece.label} " if piece.label else "")
    lines = [""]
    for word in f"{label}{piece.text}".replace("\n", " \n ").split(" "):
        if word == "\n":
            lines.append("")
        elif len(lines[-1]) + len(word) < WIDTH:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    return [line for line in lines if line]
