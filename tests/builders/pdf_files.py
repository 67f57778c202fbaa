"""Minimal PDF files: lines of text at given positions, regular, bold or italic, with links."""

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
    # Points between its letters, beyond the usual.
    spacing: float = 0


@dataclass(frozen=True)
class Runs:
    """A line of typewriter type, in which all letters have one width: (style, text, address)."""

    runs: tuple[tuple[str, str, str], ...]
    at: float
    left: float = 100
    size: float = 10

    def links(self):
        """Yield the rectangle of each link, and its address."""
        left = self.left
        for _, text, target in self.runs:
            right = left + TYPEWRITER_WIDTH * self.size * len(text)
            if target:
                yield (left, self.at - 2, right, self.at + self.size), target
            left = right


@dataclass(frozen=True)
class Square:
    """A filled square, such as a drawn bullet; `at` and `left` are its lower left corner."""

    at: float
    left: float
    size: float = 4


TYPEWRITER_WIDTH = 0.6  # of the size
TYPEWRITER = {"": "F3", "strong": "F4", "emphasis": "F5"}


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
        font("Courier"),
        font("Courier-Bold"),
        font("Courier-Oblique"),
    ]
    kids = []
    for lines in pages:
        stream = "\n".join(map(text_operator, lines)).encode("cp1252")
        links = [link for line in lines if isinstance(line, Runs) for link in line.links()]
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 %d] /Contents %d 0 R "
            b"/Annots [%s] /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 6 0 R /F5 7 0 R >> "
            b">> >>" % (HEIGHT, len(objects), b" ".join(map(link_annotation, links)))
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


def link_annotation(link):
    rectangle, target = link
    corners = " ".join(map(str, rectangle))
    return (
        f"<< /Type /Annot /Subtype /Link /Rect [{corners}] /A << /S /URI /URI ({target}) >> >>"
    ).encode()


def text_operator(line):
    if isinstance(line, Square):
        return f"{line.left} {line.at} {line.size} {line.size} re f"
    if isinstance(line, Runs):
        shown = " ".join(
            f"/{TYPEWRITER[style]} {line.size} Tf ({escape(text)}) Tj"
            for style, text, _ in line.runs
        )
        return f"BT {line.left} {line.at} Td {shown} ET"
    text = escape(line.text)
    name = "F2" if line.bold else "F1"
    shown = f"({text}) Tj" if not line.spacing else spaced(line)
    return f"BT /{name} {line.size} Tf {line.left} {line.at} Td {shown} ET"


def spaced(line):
    """Return the operator that moves on by some space behind each letter."""
    gap = round(-1000 * line.spacing / line.size)
    return f"[{f' {gap} '.join(f'({escape(letter)})' for letter in line.text)}] TJ"


def escape(text):
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


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
