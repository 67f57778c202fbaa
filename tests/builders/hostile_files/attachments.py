"""Hostile attachments: files with something in them that could run, and files of other types."""

import struct
import zlib

from portal.documents.office_files import ODT
from tests.builders.attachments import open_document, picture, pptx, word
from tests.builders.hostile_files import spreadsheets
from tests.builders.hostile_files import word as hostile_word
from tests.builders.hostile_files.common import LAUGHS, zipped
from tests.builders.hostile_files.printed import FILES as PRINTED
from tests.builders.hostile_files.printed import encrypted_pdf, pdf, replaced
from tests.builders.pdf_files import font

MEGABYTE = 1 << 20
CATALOG = b"/Type /Catalog"


def catalog_with(entries):
    return replaced(pdf("Text."), CATALOG, CATALOG + b" " + entries)


def compressed_script():
    """Return a PDF whose catalog, with a script, is in a compressed object stream."""
    catalog = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"
    )
    inner = b"1 0 " + catalog
    packed = zlib.compress(inner)
    bodies = {
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>",
        4: font("Helvetica"),
        5: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(packed), packed),
    }
    content, places = b"%PDF-1.5\n", {}
    for number, body in bodies.items():
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = [struct.pack(">BHB", 0, 0, 255), struct.pack(">BHB", 2, 5, 0)]
    rows += [struct.pack(">BHB", 1, places[number], 0) for number in bodies]
    rows += [struct.pack(">BHB", 1, len(content), 0)]
    table = b"".join(rows)
    return content + (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Length %d >>\nstream\n%s\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF" % (len(table), table, len(content))
    )


def png_of(width, height):
    """Return a PNG picture that claims to be of that size."""
    content = bytearray(picture("PNG"))
    content[16:24] = struct.pack(">II", width, height)
    content[29:33] = struct.pack(">I", zlib.crc32(bytes(content[12:29])))
    return bytes(content)


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

FILES = {
    "script.pdf": lambda: catalog_with(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "hidden-script.pdf": lambda: catalog_with(b"/OpenAction << /S /Java#53cript /JS (x) >>"),
    "compressed-script.pdf": compressed_script,
    "launch.pdf": lambda: catalog_with(b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
    "embedded.pdf": lambda: catalog_with(b"/Names << /EmbeddedFiles << /Names [] >> >>"),
    "form.pdf": lambda: catalog_with(b"/AcroForm << /XFA [] >>"),
    "locked.pdf": encrypted_pdf,
    "cut-in-half.pdf": lambda: pdf("Text.", "More.")[:300],
    "not-a.pdf": lambda: b"%PDF-1.7\n" + b"\0" * 4096,
    "page-in-front.pdf": lambda: b"<script>alert(1)</script>",
    "looping-pages.pdf": PRINTED["looping-pages.pdf"],
    "macros.docm": lambda: hostile_word.FILES["macros.docx"](),
    "macros.docx": lambda: hostile_word.FILES["macros.docx"](),
    "macros.pptx": lambda: pptx({"ppt/vbaProject.bin": b"\0"}),
    "control.pptx": lambda: pptx({"ppt/activeX/activeX1.xml": "<a/>"}),
    "packaged.pptx": lambda: pptx({"ppt/embeddings/oleObject1.bin": b"MZ"}),
    "macros.xlsx": lambda: spreadsheets.FILES["macros.xlsx"](),
    "macros.odt": lambda: open_document(ODT, {"Basic/Standard/Module1.xml": "<a/>"}),
    "scripts.odt": lambda: open_document(ODT, {"Scripts/python/a.py": "import os"}),
    "locked.odt": lambda: open_document(
        ODT, {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    ),
    "odd-type.odt": lambda: open_document("application/vnd.oasis.opendocument.database"),
    "template-elsewhere.docx": lambda: hostile_word.FILES["template-elsewhere.docx"](),
    "laughs.docx": lambda: hostile_word.FILES["laughs.docx"](),
    "laughs.odt": lambda: open_document(ODT, {"styles.xml": f"{LAUGHS}<a>&a9;</a>"}),
    "bomb.docx": lambda: hostile_word.FILES["bomb.docx"](),
    "bomb-beside.docx": lambda: hostile_word.FILES["bomb-beside.docx"](),
    "overlapping.docx": lambda: hostile_word.FILES["overlapping.docx"](),
    "slip.docx": lambda: hostile_word.FILES["slip.docx"](),
    "password.docx": lambda: hostile_word.FILES["password.docx"](),
    "cut-short.docx": lambda: word()[:-300],
    "archive.zip": lambda: zipped({"a.txt": "a"}),
    "program.jar": lambda: zipped({"META-INF/MANIFEST.MF": "Main-Class: A", "A.class": "a"}),
    "bomb.png": lambda: png_of(60_000, 60_000),
    "large.png": lambda: png_of(10_000, 6_000),
    "broken.png": lambda: picture("PNG", (400, 400))[:-200],
    "broken.jpg": lambda: b"\xff\xd8\xff\xe0" + b"\0" * 99,
    "moving.gif": lambda: picture("GIF"),
    "drawing.svg": lambda: SVG.encode(),
    "drawing.png": lambda: SVG.encode(),
    "declared.svg": lambda: f'<?xml version="1.0"?>\n{SVG}'.encode(),
    "page.html": lambda: b"<!doctype html><script>alert(1)</script>",
    "page.txt": lambda: b"\xef\xbb\xbf  \n<html><body onload=alert(1)>",
    "page-below.txt": lambda: b"Notes\n\n<ScRiPt>alert(1)</script>",
    "markup.txt": lambda: b"<b onmouseover=alert(1)>Notes</b>",
    "utf-16.html": lambda: "<script>alert(1)</script>".encode("utf-16"),
    "nul.txt": lambda: b"a\0b",
    "escape.txt": lambda: b"a\x1b[2Jb",
    "program.exe": lambda: b"MZ" + b"\0" * 4096,
    "program.sh": lambda: b"#!/bin/sh\nrm -rf /\n",
    "program": lambda: b"\x7fELF" + b"\0" * 4096,
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
    "rich.rtf": lambda: b"{\\rtf1 text}",
    "formula.csv": lambda: b"name,fee\nPort,\"=cmd|' /C calc'!A0\"\n",
    "formula-at.csv": lambda: b"@SUM(A1)\n",
    "formula-plus.csv": lambda: b"name;fee\nPort;+cmd|' /C calc'!A0\n",
    "latin-1.txt": lambda: "Café".encode("latin-1"),
    "binary.txt": lambda: bytes(range(256)) * 40,
    "too-large.txt": lambda: b"a" * (10 * MEGABYTE + 1),
    "empty.pdf": lambda: b"",
}  # fmt: skip
