"""HTML: what a browser shows of a page, with the numbers that it prints before the points of lists."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree, html

from portal.importing.readers.bounds import MOST_ELEMENTS, refuse_long
from portal.importing.readers.numerals import letters, roman
from portal.importing.readers.sheet import Sheet
from portal.importing.source import PLAIN, Layout, Source, UnreadableError
from reports.text import collapsed

Element: TypeAlias = etree._Element
# Elements that no browser shows as text of the page, or that stand around it.
UNSEEN = {
    *("script", "style", "template", "head", "title", "meta", "link", "noscript", "object"),
    *("iframe", "audio", "video", "canvas", "svg", "select", "textarea", "datalist"),
}  # fmt: skip
AROUND = {"nav": "menu of links"}
PICTURES = {
    "img": "picture",
    "svg": "drawing",
    "video": "film",
    "iframe": "page of another site",
}
HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
LISTS = {"ol", "ul", "menu"}
BLOCKS = {
    *HEADINGS,
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
    *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html"),
    *("legend", "main", "p", "pre", "section", "summary", "caption"),
}  # fmt: skip
TYPES: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE
)
INDENT = 4
BOLD = {"b", "strong"}
BOLD_RANK = 9
UNHEADED = re.compile(r"[.;:,]$")
LONGEST_HEADING = 120
PROSE = 300
DEEPEST = 200
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(name: str, media_type: str, content: bytes) -> Source:
    """Return the page's text. Raises UnreadableError for one that shows none."""
    root = parsed(name, content)
    page = Page()
    page.flow(root, 0)
    page.end_paragraph()
    for what, count in page.left_out.items():
        said = f"1 {what} is" if count == 1 else f"{count} {what}s are"
        page.sheet.note("left-out", f"{said} left out.")
    if not any(line.strip() for line in page.sheet.lines):
        raise UnreadableError(f"“{name}” shows no text.")
    refuse_long(name, page.sheet.length)
    return page.sheet.source(name, media_type)


def parsed(name: str, content: bytes) -> Element:
    if not content.strip():
        raise UnreadableError(f"“{name}” holds no text.")
    if content.count(b"<") > MOST_ELEMENTS:
        raise UnreadableError(
            f"“{name}” is made of more than {MOST_ELEMENTS:,} pieces, far more than a report needs."
        )
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    text = decoded(name, content)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError):
        raise UnreadableError(
            f"“{name}” is no HTML that a browser would show as text."
        ) from None


def decoded(name: str, content: bytes) -> str:
    """Return the characters: as a byte order mark or the page itself says, or in UTF-8."""
    said = CHARSET.search(content[:2048])
    for encoding in ("utf-8-sig", said[1].decode("ascii") if said else "", "utf-16"):
        if encoding == "utf-16" and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
            continue
        try:
            return content.decode(encoding).replace("\0", "")
        except (LookupError, OSError, UnicodeDecodeError):
            continue
    raise UnreadableError(
        f"“{name}” is written in characters that cannot be told. Save it as UTF-8."
    )


@dataclass
class Page:
    """A page being read: the text written, and the paragraph that is being gathered."""

    sheet: Sheet = field(default_factory=Sheet)
    words: list[str] = field(default_factory=list)
    label: str = ""
    indent: int = 0
    heading: int = 0
    # How much of the paragraph stands in bold type.
    bold: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    def flow(self, element: Element, depth: int, *, is_bold: bool = False) -> None:
        """Add what the element shows: its own text, its children, and what stands between them."""
        if depth > DEEPEST:
            self.add("".join(map(str, element.itertext())), is_bold=is_bold)
            return
        self.add(element.text, is_bold=is_bold)
        for child in element:
            self.take(child, depth, is_bold=is_bold)
            self.add(child.tail, is_bold=is_bold)

    def take(self, child: Element, depth: int, *, is_bold: bool) -> None:
        tag = child.tag
        if what := left_out(child):
            self.leave_out(what)
        elif tag in LISTS:
            self.list(child, depth)
        elif tag == "table":
            self.table(child, depth)
        elif tag in BLOCKS:
            self.block(child, depth)
        elif tag == "br":
            self.words.append("\n")
        elif mark := mark_of(child):
            self.add(mark, is_bold=is_bold)
        elif tag not in UNSEEN:
            self.flow(child, depth + 1, is_bold=is_bold or tag in BOLD)

    def block(self, child: Element, depth: int) -> None:
        self.end_paragraph()
        self.heading = HEADINGS.get(child.tag, 0)
        self.flow(child, depth + 1)
        self.end_paragraph()

    def list(self, element: Element, depth: int) -> None:
        """Add the points of a list, each with the number or bullet that a browser prints."""
        self.end_paragraph()
        number, step = first_of(element)
        outer = self.indent
        nested = sum(one.tag in LISTS for one in element.iterancestors())
        for child in element:
            if child.tag != "li":
                self.take(child, depth, is_bold=False)
                continue
            own = str(child.get("value", "")).strip()
            number = int(own) if own.isdigit() and len(own) < 6 else number
            self.label, self.indent = label_of(element, number), INDENT * nested
            self.flow(child, depth + 1)
            self.end_paragraph()
            self.label = ""
            number += step
        self.indent = outer

    def table(self, element: Element, depth: int) -> None:
        """Add a line for each row, or the paragraphs of a table that only arranges text."""
        self.end_paragraph()
        rows = [
            [cell for cell in row if cell.tag in {"td", "th"}]
            for row in rows_of(element)
        ]
        if max(map(len, rows), default=0) <= 1 or any(
            is_prose(cell) for row in rows for cell in row
        ):
            for child in element.iter("caption", "td", "th"):
                if nearest_table(child) is element:
                    self.flow(child, depth + 1)
                    self.end_paragraph()
            return
        for caption in element.findall("caption"):
            self.flow(caption, depth + 1)
            self.end_paragraph()
        for row in rows:
            cells = [collapsed(shown_in(cell)) for cell in row]
            if any(cells):
                self.sheet.skip()
                self.sheet.write("\t".join(cells), Layout(is_row=True))

    def add(self, text: str | None, *, is_bold: bool = False) -> None:
        if text:
            self.words.append(re.sub(r"[ \t\r\n\f]+", " ", text))
            self.bold += len(text.strip()) if is_bold else 0

    def end_paragraph(self) -> None:
        """Write the paragraph gathered so far, if it shows anything, and begin the next."""
        lines = [collapsed(line) for line in "".join(self.words).split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            self.sheet.skip()
            label = f"{' ' * self.indent}{self.label} " if self.label else ""
            self.sheet.write(label + text, self.layout_of(text))
            self.label = ""
        self.words, self.heading, self.bold = [], 0, 0

    def layout_of(self, text: str) -> Layout:
        letters_shown = len(text.replace("\n", ""))
        is_short = letters_shown <= LONGEST_HEADING and not UNHEADED.search(text)
        is_bold = self.bold >= letters_shown and not self.label and is_short
        rank = self.heading or (BOLD_RANK if is_bold else 0)
        return Layout(rank) if rank else PLAIN

    def leave_out(self, what: str) -> None:
        self.left_out[what] = self.left_out.get(what, 0) + 1


def left_out(element: Element) -> str:
    """Return what an editor would call an element that is left out; nothing for one that is not."""
    if not isinstance(element.tag, str):
        return ""
    if what := PICTURES.get(element.tag) or AROUND.get(element.tag):
        return what
    holds_text = bool("".join(element.itertext()).strip())
    is_out = element.tag not in UNSEEN and holds_text and is_hidden(element)
    return "hidden part" if is_out else ""


def mark_of(element: Element) -> str:
    """Return the mark of a footnote that a raised number is; nothing for other elements."""
    if element.tag != "sup":
        return ""
    number = "".join(element.itertext()).strip().strip("[]")
    return number.translate(SUPERSCRIPTS) if number.isdigit() else ""


def is_hidden(element: Element) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(HIDDEN.search(element.get("style", "")))
    )


def first_of(element: Element) -> tuple[int, int]:
    """Return the number of a list's first point, and how the numbers go on."""
    start = str(element.get("start", "1")).strip()
    points = sum(child.tag == "li" for child in element)
    if "reversed" in element.attrib:
        return (
            int(start) if "start" in element.attrib and start.isdigit() else points
        ), -1
    return (int(start) if start.isdigit() and len(start) < 6 else 1), 1


def label_of(element: Element, number: int) -> str:
    if element.tag != "ol":
        return "•"
    shown = TYPES.get(element.get("type", "1"), str)(number)
    return f"{shown}."


def rows_of(table: Element) -> list[Element]:
    return [row for row in table.iter("tr") if nearest_table(row) is table]


def nearest_table(element: Element) -> Element | None:
    return next(element.iterancestors("table"), None)


def is_prose(cell: Element) -> bool:
    """Say whether a cell holds text rather than a fact: much of it, or lists, or a table."""
    length = len("".join(map(str, cell.itertext())))
    return length > PROSE or any(True for _ in cell.iter(*LISTS, "table", *HEADINGS))


def shown_in(element: Element) -> str:
    """Return the words of an element, without those that no browser shows."""
    words = [element.text or ""]
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in UNSEEN
            and not is_hidden(child)
        ):
            gap = " " if child.tag in BLOCKS or child.tag == "br" else ""
            words += [gap, shown_in(child), gap]
        words.append(child.tail or "")
    return "".join(words)
