"""A report in other formats than plain text: the same words as a Word, HTML or PDF file."""

import html
import io
import re
from dataclasses import dataclass

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from portal.documents import readers
from portal.parsing import pipeline
from portal.parsing.gazetteer import Vocabulary
from tests.builders.pdf_files import HEIGHT, Type, printed

LISTS = """<w:abstractNum {ns} w:abstractNumId="90">{paragraphs}</w:abstractNum>
<w:abstractNum {ns} w:abstractNumId="91">{points}</w:abstractNum>
<w:abstractNum {ns} w:abstractNumId="92">{letters}</w:abstractNum>"""
LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
WIDTH = 88  # characters of a printed line


@dataclass(frozen=True)
class Block:
    """A paragraph of a document: its kind, text, printed number and nesting depth."""

    kind: str  # title, heading, level, paragraph or point
    text: str
    label: str = ""
    depth: int = 0


def read_blocks(name, content):
    """Return the report's paragraphs in document order."""
    source = readers.read(name, content)
    draft = pipeline.parse_report(source, Vocabulary())
    depths = {}
    blocks_with_spans = []
    for part in draft.parts:
        if part.kind != "discard":
            kind = {"title": "title", "heading": "level"}[part.kind]
            lines = source.text[part.spans[0][0] : part.spans[-1][1]]
            blocks_with_spans.append((part.spans, Block(kind, lines)))
    for session in draft.sessions:
        if session.spans:
            blocks_with_spans.append((session.spans, Block("heading", session.heading)))
        blocks_with_spans += [
            (paragraph.spans, Block("paragraph", paragraph.text, paragraph.label))
            for paragraph in session.paragraphs
        ]
    for recommendation in draft.recommendations:
        depths[recommendation.reference] = depths.get(recommendation.parent, -1) + 1
        blocks_with_spans.append(
            (
                recommendation.spans,
                Block("point", recommendation.text, depth=depths[recommendation.reference]),
            )
        )
    return [block for _, block in sorted(blocks_with_spans, key=lambda pair: pair[0])]


def as_docx(blocks, *, automatic):
    """Return a Word file with automatic numbering, or with the numbers as typed text."""
    document = docx.Document()
    if automatic:
        define_lists(document)
    for block in blocks:
        if block.kind == "title":
            document.add_paragraph(block.text)
        elif block.kind == "heading":
            document.add_heading(block.text, 1)
        elif automatic:
            add_automatic(document, block)
        else:
            add_typed(document, block)
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
    for number, definition in enumerate(
        re.findall(r"<w:abstractNum.*?</w:abstractNum>", lists, re.DOTALL)
    ):
        root.insert(number, parse_xml(definition))
    for key in (90, 91, 92):
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
            )
        )


def add_automatic(document, block):
    lists = {"paragraph": 90, "point": 91, "level": 92}
    text, key = block.text, lists[block.kind]
    if block.kind == "level":
        text = re.sub(r"^[A-Z]\.\s+", "", text)
    paragraph = document.add_paragraph(text)
    if block.kind == "paragraph" and not block.label:
        return
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{block.depth}"/><w:numId w:val="{key}"/></w:numPr>'
        )
    )


def add_typed(document, block):
    label = f"{block.label} " if block.label else ""
    if block.kind == "point":
        style = "List Bullet" if not block.depth else f"List Bullet {block.depth + 1}"
        document.add_paragraph(block.text, style=style)
    else:
        document.add_paragraph(label + block.text)


def as_html(blocks):
    """Return a page with headings and nested lists; paragraphs are the points of numbered lists."""
    out = ["<!doctype html><html><head><title>Report</title></head><body>"]
    depth = -1
    for block in blocks:
        wanted = block.depth if block.kind == "point" else -1
        while depth < wanted:
            out.append("<ul>")
            depth += 1
        while depth > wanted:
            out.append("</ul>")
            depth -= 1
        out.append(element_of(block))
    out += ["</ul>"] * (depth + 1)
    return "\n".join([*out, "</body></html>"]).encode()


def element_of(block):
    text = html.escape(block.text)
    if block.kind == "point":
        return f"<li>{text}</li>"
    if block.kind == "heading":
        return f"<h2>{text}</h2>"
    if block.label:
        number = block.label.rstrip(".")
        return f'<ol start="{number}"><li>{text}</li></ol>'
    lines = "<br>".join(text.split("\n"))
    return f"<p>{lines}</p>"


def as_pdf(blocks, *, head="", height=HEIGHT):
    """Return a PDF of several pages, each with a running head and its number."""
    pages, lines, at = [], [], 0
    for block in blocks:
        for number, line in enumerate(wrapped(block)):
            if at < 80:
                lines, at = [], height - 110
                pages.append(lines)
                if head:
                    lines.append(Type(head, height - 30, size=8))
                lines.append(Type(str(len(pages)), 30, left=300, size=8))
            left = 70 + (18 * (block.depth + 1) if block.kind == "point" else 0)
            if block.kind == "heading":
                lines.append(Type(line, at, left, size=13, bold=True))
            else:
                lines.append(Type(line, at, left + (9 if number and block.kind == "point" else 0)))
            at -= 12
        at -= 10
    return printed(*pages)


def wrapped(block):
    label = {"point": "• "}.get(block.kind, f"{block.label} " if block.label else "")
    lines = [""]
    for word in f"{label}{block.text}".replace("\n", " \n ").split(" "):
        if word == "\n":
            lines.append("")
        elif len(lines[-1]) + len(word) < WIDTH:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    return [line for line in lines if line]
