"""Minimal Word files from the XML of their body."""

import io

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap

NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in nsmap.items()) + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content, properties=""):
    content = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def numbered(text, level=0, list_id=50):
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, place)


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def link(text, key):
    return f'<w:hyperlink r:id="{key}">{run(text)}</w:hyperlink>'


def word_file(*blocks, numbering="", footnotes="", header="", links=None):
    """Return a Word file with these blocks in its body, and these numbering definitions."""
    document = docx.Document()
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    wrapped = parse_xml(f"<w:body {NAMESPACES}>{''.join(blocks)}</w:body>")
    for place, child in enumerate(list(wrapped)):
        body.insert(place, child)
    if numbering:
        set_numbering(document, numbering)
    if footnotes:
        add_footnotes(document, footnotes)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for key, target in (links or {}).items():
        document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, key, True)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def set_numbering(document, numbering):
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in parse_xml(f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"):
        root.append(child)


def add_footnotes(document, footnotes):
    xml = f"<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>"
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        xml.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def level(place, text, form="decimal", start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(*levels, more="", key=50):
    """Return a numbering definition, and its instance, which paragraphs refer to."""
    return (
        f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'
    )
