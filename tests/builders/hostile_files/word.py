"""Hostile Word files, and archives with the suffix of a Word file."""

import io
import struct
import warnings
import zipfile

import docx

from tests.builders.hostile_files.common import LAUGHS, nested, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f'<?xml version="1.0"?><w:document {W}><w:body>%s</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>Word.</w:t></w:r></w:p>"
MILLION = 1_000_000


def word_file(document=None, *, others=(), without=(), compress=zipfile.ZIP_DEFLATED):
    """Return a Word file with another document part, more parts, or without some."""
    plain = io.BytesIO()
    docx.Document().save(plain)
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", compress) as new:
        for entry in old.infolist():
            if entry.filename in without:
                continue
            is_main = entry.filename == "word/document.xml" and document is not None
            new.writestr(entry.filename, document if is_main else old.read(entry))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name, content in others:
                new.writestr(name, content)
    return out.getvalue()


def with_body(xml):
    return word_file(BODY % xml)


def with_related(kind, target, mode="External"):
    """Return a Word file with a relationship of its document to an external target."""
    relation = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        '2006/relationships"><Relationship Id="rId900" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return word_file(
        BODY % PARAGRAPH,
        without={"word/_rels/document.xml.rels"},
        others=[("word/_rels/document.xml.rels", relation)],
    )


def flagged_as_locked():
    content = bytearray(with_body(PARAGRAPH))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(sign, place + 4)
    return bytes(content)


def overlapping():
    """Return an archive in which many entries share the same compressed bytes."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (32 << 20))
    content = inner.getvalue()
    start = content.find(b"PK\x01\x02")
    directory = content[start : content.find(b"PK\x05\x06")]
    name = b"word/document.xml"
    entries = b"".join(directory.replace(name, b"word/part%08d" % number) for number in range(500))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, len(entries), start, 0)
    return content[:start] + entries + end


def lying_sizes():
    """Return an archive that declares false, small sizes of its parts."""
    content = bytearray(word_file(BODY % ("<w:p/>" + " " * (70 << 20))))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<L", content, place + 24, 100)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def xml_with(doctype, entity="&x;"):
    return f'<?xml version="1.0"?>{doctype}<w:document {W}><w:body><w:p><w:r><w:t>{entity}</w:t></w:r></w:p></w:body></w:document>'


TABLE_OPEN, TABLE_CLOSE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"


FILES = {
    "bomb.docx": lambda: with_body(f"<w:p><w:r><w:t>{'a' * (100 << 20)}</w:t></w:r></w:p>"),
    "bomb-beside.docx": lambda: word_file(
        BODY % PARAGRAPH, others=[("word/media/image1.png", b"\0" * (100 << 20))]
    ),
    "million-paragraphs.docx": lambda: with_body("<w:p/>" * MILLION),
    "many-paragraphs.docx": lambda: with_body(PARAGRAPH * 60_000),
    "many-parts.docx": lambda: word_file(
        BODY % PARAGRAPH, others=[(f"word/p{number}.xml", "<a/>") for number in range(60_000)]
    ),
    "overlapping.docx": overlapping,
    "lying-sizes.docx": lying_sizes,
    "deep-tables.docx": lambda: with_body(TABLE_OPEN * 500 + PARAGRAPH + TABLE_CLOSE * 500),
    "deep-xml.docx": lambda: with_body(nested("w:p", 100_000)),
    "wide-table.docx": lambda: with_body(
        f"<w:tbl><w:tr>{f'<w:tc>{PARAGRAPH}</w:tc>' * 30_000}</w:tr></w:tbl>"
    ),
    "outside-entity.docx": lambda: word_file(
        xml_with('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    ),
    "outside-dtd.docx": lambda: word_file(xml_with('<!DOCTYPE w SYSTEM "file:///dev/zero">', "a")),
    "laughs.docx": lambda: word_file(xml_with(LAUGHS, "&a9;")),
    "laughs-utf-16.docx": lambda: word_file(xml_with(LAUGHS, "&a9;").encode("utf-16")),
    "laughs-in-styles.docx": lambda: word_file(
        BODY % PARAGRAPH, without={"word/styles.xml"}, others=[("word/styles.xml", xml_with(LAUGHS))]
    ),
    "template-elsewhere.docx": lambda: with_related("attachedTemplate", "http://127.0.0.1:9/t.dotm"),
    "picture-elsewhere.docx": lambda: with_related("image", "file:///etc/passwd"),
    "frame-elsewhere.docx": lambda: with_related("frame", "http://127.0.0.1:9/"),
    "part-outside.docx": lambda: with_related("header", "../../../../etc/passwd", "Internal"),
    "slip.docx": lambda: word_file(BODY % PARAGRAPH, others=[("../../etc/cron.d/x", "x")]),
    "absolute.docx": lambda: word_file(BODY % PARAGRAPH, others=[("/etc/x", "x")]),
    "two-documents.docx": lambda: word_file(
        BODY % PARAGRAPH, others=[("word/document.xml", BODY % PARAGRAPH)]
    ),
    "macros.docx": lambda: word_file(BODY % PARAGRAPH, others=[("word/vbaProject.bin", b"\0")]),
    "locked.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
    "password.docx": flagged_as_locked,
    "cut-short.docx": lambda: with_body(PARAGRAPH)[:-300],
    "cut-in-half.docx": lambda: with_body(PARAGRAPH * 999)[:2000],
    "no-document.docx": lambda: word_file(without={"word/document.xml"}),
    "no-types.docx": lambda: word_file(BODY % PARAGRAPH, without={"[Content_Types].xml"}),
    "no-relations.docx": lambda: word_file(BODY % PARAGRAPH, without={"_rels/.rels"}),
    "broken-xml.docx": lambda: word_file("<w:document"),
    "no-namespace.docx": lambda: word_file("<document><body/></document>"),
    "long-attribute.docx": lambda: with_body(f'<w:p w:x="{"a" * (12 << 20)}"/>'),
    "many-attributes.docx": lambda: with_body(
        "<w:p " + " ".join(f'w:a{n}="1"' for n in range(400_000)) + "/>"
    ),
    "odd-numbers.docx": lambda: with_body(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="-7"/><w:numId w:val="99999999999"/></w:numPr></w:pPr>'
        "<w:r><w:t>Word.</w:t><w:sym w:char='FFFFFFFF'/></w:r></w:p>"
    ),
    "empty.docx": lambda: b"",
    "no-text.docx": lambda: with_body("<w:p/>"),
    "archive.docx": lambda: zipped({"a.txt": "a"}),
}  # fmt: skip
