"""Files that nobody should be able to hurt the portal with, each made when it is asked for."""

import io
import struct
import warnings
import zipfile
import zlib

import docx

from tests.portal.importing.printing import Type, assembled, font, printed

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
    """Return a Word file whose document is related to something elsewhere."""
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
    """Return an archive in which many entries share one stretch of packed bytes."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("word/document.xml", b" " * (32 << 20))
    content = inner.getvalue()
    start = content.find(b"PK\x01\x02")
    directory = content[start : content.find(b"PK\x05\x06")]
    name = b"word/document.xml"
    entries = b"".join(
        directory.replace(name, b"word/documen%04d." % number) for number in range(500)
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, len(entries), start, 0)
    return content[:start] + entries + end


def lying_sizes():
    """Return an archive that says that its parts are small."""
    content = bytearray(word_file(BODY % ("<w:p/>" + " " * (70 << 20))))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<L", content, place + 24, 100)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def xml_with(doctype, entity="&x;"):
    return f'<?xml version="1.0"?>{doctype}<w:document {W}><w:body><w:p><w:r><w:t>{entity}</w:t></w:r></w:p></w:body></w:document>'


LAUGHS = "<!DOCTYPE w [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)


def nested(tag, times, inside="x"):
    return f"<{tag}>" * times + inside + f"</{tag}>" * times


TABLE_OPEN, TABLE_CLOSE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"


def pdf_with(*objects, root=b"<< /Type /Catalog /Pages 2 0 R >>"):
    return assembled([root, *objects])


def pdf_stream(data, filters=b"/FlateDecode"):
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (
        len(data),
        filters,
        data,
    )


def pdf_page(stream):
    return pdf_with(
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        stream,
        font("Helvetica"),
    )


def bomb(times, size=1 << 20):
    """Return bytes that unpack to much, packed several times over."""
    data = zlib.compress(b" " * size * 200, 9)
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


ENCRYPTED = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % (
    b"41" * 32,
    b"42" * 32,
)


def encrypted_pdf():
    plain = printed([Type("Text.", 700)])
    plain = plain.replace(b"/Size 7", b"/Size 7 /Encrypt 4 0 R /ID [<41> <41>]")
    return plain.replace(
        b"/BaseFont /Helvetica-Bold", b"/BaseFont /Helvetica-Bold"
    ).replace(font("Helvetica-Bold"), ENCRYPTED)


def replaced(content, before, after):
    assert before in content
    return content.replace(before, after)


def pdf(*texts):
    return printed(*[[Type(text, 600)] for text in texts])


def looping_pages():
    return pdf_with(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>")


def page(body):
    return f"<!doctype html><html><body>{body}</body></html>".encode()


HTML_PARAGRAPHS = "".join(f"<p>{number}. Word.</p>" for number in range(60_000))

FILES = {
    # Word
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
    # PDF
    "locked.pdf": encrypted_pdf,
    "scan.pdf": lambda: printed([], []),
    "script.pdf": lambda: replaced(
        pdf("Text."), b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    ),
    "lying-count.pdf": lambda: replaced(pdf("Text."), b"/Count 1", b"/Count 2000000000"),
    "negative-count.pdf": lambda: replaced(pdf("Text."), b"/Count 1", b"/Count -5"),
    "looping-pages.pdf": looping_pages,
    "looping-table.pdf": lambda: replaced(pdf("Text."), b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"),
    "bomb.pdf": lambda: pdf_page(pdf_stream(bomb(1))),
    "bombs-in-one-another.pdf": lambda: pdf_page(
        pdf_stream(bomb(3), b"[/FlateDecode /FlateDecode /FlateDecode]")
    ),
    "nested-arrays.pdf": lambda: pdf_with(b"[" * 100_000 + b"]" * 100_000),
    "cut-short.pdf": lambda: pdf("Text.")[:-60],
    "cut-in-half.pdf": lambda: pdf("Text.", "More.")[:300],
    "many-pages.pdf": lambda: printed(*[[Type("Text.", 700)]] * 3_000),
    "embedded.pdf": lambda: pdf("Text.") + b"\n% " + b"PK\x03\x04" * 100,
    "broken-table.pdf": lambda: replaced(pdf("Text."), b"startxref\n", b"startxref\n9999999"),
    "much-text.pdf": lambda: printed(
        *[[Type("Word. " * 40, at, size=1) for at in range(60, 760, 1)] for _ in range(40)]
    ),
    "many-marks.pdf": lambda: pdf_page(
        pdf_stream(zlib.compress(b"BT /F1 10 Tf 9 9 Td (a) Tj ET\n" * 300_000))
    ),
    "odd-places.pdf": lambda: printed([Type("Far.", 1e30), Type("Near.", -1e30, left=-1e20)]),
    "not-a.pdf": lambda: b"%PDF-1.7\n" + b"\0" * 4096,
    "empty.pdf": lambda: b"",
    # HTML
    "deep.html": lambda: page(nested("div", 60_000)),
    "deep-lists.html": lambda: page("<ul><li>" * 30_000 + "x"),
    "deep-tables.html": lambda: page("<table><tr><td>" * 20_000 + "x"),
    "long-attribute.html": lambda: page(f'<p title="{"a" * (9 << 20)}">Word.</p>'),
    "many-elements.html": lambda: page("<b></b>" * 400_000),
    "many-paragraphs.html": lambda: page(HTML_PARAGRAPHS),
    "entities.html": lambda: page("&amp;" * 1_000_000),
    "laughs.html": lambda: f"{LAUGHS}<p>&a9;</p>".encode(),
    "script.html": lambda: page("<script>while(1);</script><p onclick='x'>Word.</p>"),
    "charset.html": lambda: b"<meta charset='utf-7'><p>+ADw-script+AD4-</p>",
    "charset-unknown.html": lambda: b"<meta charset='nonsense'><p>\xff\xfe\xfd</p>",
    "unclosed.html": lambda: b"<p>" * 10 + b"<!-- " + b"-" * 1_000_000,
    "elsewhere.html": lambda: page("<img src='file:///etc/passwd'><iframe src='http://127.0.0.1:9'></iframe><p>Word.</p>"),
    "empty.html": lambda: page(""),
    # Text
    "utf-16.txt": lambda: "Word.".encode("utf-16"),
    "latin-1.txt": lambda: "1. Café à la carte.".encode("latin-1"),
    "binary.txt": lambda: bytes(range(256)) * 40,
    "nothing.txt": lambda: b"",
    "too-large.txt": lambda: b"a" * (10 * 1024 * 1024 + 1),
    "one-line.txt": lambda: b"a" * (10 * 1024 * 1024 - 1),
    "one-long-line.txt": lambda: b"word " * 290_000,
    "brackets.txt": lambda: b"[" * 900_000 + b"](" * 300_000,
    "asterisks.txt": lambda: b"*" * 1_400_000,
    "bold.txt": lambda: b"**a" * 600_000,
    "digits.txt": lambda: b"1. " * 450_000,
    "numbers.txt": lambda: b"".join(b"%d. Word.\n" % n for n in range(100_000)),
    "bullets.txt": lambda: b"1. Participants agreed to:\n" + b"- do it;\n" * 100_000,
    "steps.txt": lambda: b"1. Participants agreed to:\n" + b"".join(b" " * n + b"- do it;\n" for n in range(1_500)),
    "blank-lines.txt": lambda: b"a\n" + b"\n" * 900_000 + b"b",
    "commas.txt": lambda: b"Mr. A B, " * 150_000,
    "names.txt": lambda: b"1. Mr. Aa Bb, Cc, said so.\n" * 9_000,
    "capitals.txt": lambda: b"Aa " * 450_000,
    "brackets-open.txt": lambda: b"1. Participants recommended:\n- x " + b"(" * 700_000 + b")" * 700_000,
    "dots.txt": lambda: b"Contents\n" + b"." * 1_400_000,
    "dotted-lines.txt": lambda: b"Contents\n" + b"a ....... \n" * 150_000,
    "blanks.txt": lambda: b"1." + b" " * 1_400_000 + b"x",
    "combining.txt": lambda: ("a" + "\u0301" * 900_000).encode(),
    "\u202etxt.exe.txt": lambda: b"Word.",
    "../../etc/passwd.txt": lambda: b"Word.",
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    "word.pdf": lambda: with_body(PARAGRAPH),
    "page.docx": lambda: page("<p>Word.</p>"),
    "program.docx": lambda: b"MZ" + b"\0" * 4096,
    "spreadsheet.xlsx": lambda: zipped({"xl/workbook.xml": "<a/>"}),
}  # fmt: skip


def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in entries.items():
            new.writestr(name, content)
    return out.getvalue()
