"""Minimal PDF files: lines of text at given positions, regular or bold."""

from dataclasses import dataclass

HEIGHT = 800
TOP = 640
PITCH = 12


@dataclass(frozen=True)
class Type:
    """A line to print. `at` is its height from the foot of the page, `left` its margin."""

    text: str
    at: float
    left: float = 100
    size: float = 10
    bold: bool = False


def paragraphs(*texts, left=100, top=TOP, gap=PITCH):
    """Return the lines of paragraphs from the top of a page on, with a gap between them."""
    lines, at = [], top
    for text in texts:
        for line in text.split("\n"):
            lines.append(Type(line, at, left))
            at -= PITCH
        at -= gap
    return lines


def printed(*pages):
    """Return a PDF with a page for each list of lines."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        None,
        font("Helvetica"),
        font("Helvetica-Bold"),
    ]
    kids = []
    for lines in pages:
        stream = "\n".join(map(text_operator, lines)).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (HEIGHT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(kids),
        len(kids),
    )
    return assemble_pdf(objects)


def font(name):
    return (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
        % name.encode()
    )


def text_operator(line):
    text = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    name = "F2" if line.bold else "F1"
    return f"BT /{name} {line.size} Tf {line.left} {line.at} Td ({text}) Tj ET"


def assemble_pdf(objects):
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(content))
    )
