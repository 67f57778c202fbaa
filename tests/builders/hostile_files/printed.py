"""Hostile PDF files."""

import zlib

from tests.builders.pdf_files import Type, assemble_pdf, font, printed


def pdf_with(*objects, root=b"<< /Type /Catalog /Pages 2 0 R >>"):
    return assemble_pdf([root, *objects])


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
    """Return a decompression bomb, compressed several times over."""
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
    plain = plain.replace(b"/Size 10", b"/Size 10 /Encrypt 4 0 R /ID [<41> <41>]")
    return plain.replace(b"/BaseFont /Helvetica-Bold", b"/BaseFont /Helvetica-Bold").replace(
        font("Helvetica-Bold"), ENCRYPTED
    )


def replaced(content, before, after):
    assert before in content
    return content.replace(before, after)


def pdf(*texts):
    return printed(*[[Type(text, 600)] for text in texts])


def looping_pages():
    return pdf_with(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>")


FILES = {
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
}  # fmt: skip
