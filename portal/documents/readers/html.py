"""Reader of HTML: the visible text, with the numbers that a browser shows in lists."""

import re
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml import etree, html

from portal.documents.limits import MAX_ELEMENTS, refuse_long_text
from portal.documents.readers.html_elements import (
    BLOCK_TAGS,
    HEADING_RANKS,
    INVISIBLE_TAGS,
    LIST_TAGS,
    Element,
    add_letters,
    formatted,
    is_hidden,
    is_prose,
    nearest_table,
    rows_of,
    visible_text,
)
from portal.documents.readers.letter_spans import OpenSpans, count_letters
from portal.documents.readers.number_formats import letters, roman
from portal.documents.readers.text_builder import TextBuilder
from portal.parsing.markdown_markup import FRONT_MATTER
from portal.parsing.source import PLAIN, Layout, Source, UnreadableError
from reports.text import normalize_whitespace

SKIPPED_TAGS = {"nav": "navigation menu"}
MEDIA_TAGS = {
    "img": "picture",
    "svg": "drawing",
    "video": "video",
    "iframe": "embedded page",
}
NUMBER_FORMATS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
INDENT = 4
BOLD_TAGS = {"b", "strong"}
BOLD_RANK = 9
NO_HEADING_END = re.compile(r"[.;:,]$")
MAX_HEADING_LENGTH = 120
MAX_DEPTH = 200
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(name: str, media_type: str, content: bytes) -> Source:
    """Return the page's visible text. Raises UnreadableError if there is none."""
    root = parse_html(name, content)
    reader = PageReader()
    reader.footnote_ids = footnote_ids(root)
    reader.read_front_matter(root)
    reader.read_content(root, 0)
    reader.end_paragraph()
    for kind, count in reader.left_out_counts.items():
        subject = f"1 {kind} was" if count == 1 else f"{count} {kind}s were"
        reader.builder.add_note("left-out", f"{subject} left out.")
    if not any(line.strip() for line in reader.builder.lines):
        raise UnreadableError(f"“{name}” contains no visible text.")
    refuse_long_text(name, reader.builder.length)
    return reader.builder.source(name, media_type)


def parse_html(name: str, content: bytes) -> Element:
    if not content.strip():
        raise UnreadableError(f"“{name}” contains no text.")
    if content.count(b"<") > MAX_ELEMENTS:
        raise UnreadableError(
            f"“{name}” has more than {MAX_ELEMENTS:,} elements, far more than a report needs."
        )
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    text = decode(name, content)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError):
        raise UnreadableError(f"“{name}” is not HTML that a browser would show as text.") from None


def decode(name: str, content: bytes) -> str:
    """Return the text, decoded by byte order mark, declared charset, or UTF-8."""
    charset = CHARSET.search(content[:2048])
    for encoding in (
        "utf-8-sig",
        charset[1].decode("ascii") if charset else "",
        "utf-16",
    ):
        if encoding == "utf-16" and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
            continue
        try:
            return content.decode(encoding).replace("\0", "")
        except (LookupError, OSError, UnicodeDecodeError):
            continue
    raise UnreadableError(f"“{name}” has an unknown character encoding. Save it as UTF-8.")


@dataclass
class PageReader:
    """Reads a page; holds the text written and the current paragraph."""

    builder: TextBuilder = field(default_factory=TextBuilder)
    words: list[str] = field(default_factory=list)
    spans: OpenSpans = field(default_factory=OpenSpans)
    label: str = ""
    indent: int = 0
    heading: int = 0
    # The ids of elements to which footnote marks lead; the footnote that is being read, if any.
    footnote_ids: Set[str] = frozenset()
    footnote: int = 0
    footnote_count: int = 0
    # Count of bold characters in the paragraph.
    bold: int = 0
    left_out_counts: dict[str, int] = field(default_factory=dict)

    def read_front_matter(self, root: Element) -> None:
        """Write the front matter at the head of the page, and remove it from the page."""
        first = next((element for element in root.iter() if (element.text or "").strip()), None)
        match = FRONT_MATTER.match(first.text or "") if first is not None else None
        if first is not None and match:
            for line in match.group().strip().split("\n"):
                self.builder.write(line)
            self.builder.separate()
            first.text = (first.text or "")[match.end() :]

    def read_content(self, element: Element, depth: int, *, is_bold: bool = False) -> None:
        """Add an element's text, its children, and the text between them."""
        if depth > MAX_DEPTH:
            self.add_text("".join(map(str, element.itertext())), is_bold=is_bold)
            return
        self.add_text(element.text, is_bold=is_bold)
        for child in element:
            self.read_element(child, depth, is_bold=is_bold)
            self.add_text(child.tail, is_bold=is_bold)

    def read_element(self, element: Element, depth: int, *, is_bold: bool) -> None:
        tag = element.tag
        if name := skipped_name(element):
            self.count_left_out(name)
        elif tag in LIST_TAGS:
            self.read_list(element, depth)
        elif tag == "table":
            self.read_table(element, depth)
        elif tag in BLOCK_TAGS:
            self.read_block(element, depth)
        elif tag == "br":
            self.words.append("\n")
        elif footnote_mark := footnote_mark_of(element):
            self.add_text(footnote_mark, is_bold=is_bold)
        elif tag not in INVISIBLE_TAGS:
            with formatted(element, self.spans):
                self.read_content(element, depth + 1, is_bold=is_bold or tag in BOLD_TAGS)

    def read_block(self, child: Element, depth: int) -> None:
        self.end_paragraph()
        self.heading = HEADING_RANKS.get(child.tag, 0)
        with self.inside_footnote(child):
            self.read_content(child, depth + 1)
            self.end_paragraph()

    @contextmanager
    def inside_footnote(self, element: Element) -> Iterator[None]:
        """In the `with` block, number the text as a footnote if a mark leads to the element."""
        outer = self.footnote
        if not outer and element.get("id") in self.footnote_ids:
            self.footnote_count += 1
            self.footnote = self.footnote_count
        yield
        self.footnote = outer

    def read_list(self, element: Element, depth: int) -> None:
        """Add the items of a list, each with the number or bullet that a browser shows."""
        self.end_paragraph()
        number, step = first_number_and_step(element)
        outer_indent = self.indent
        nested = sum(ancestor.tag in LIST_TAGS for ancestor in element.iterancestors())
        for child in element:
            if child.tag != "li":
                self.read_element(child, depth, is_bold=False)
                continue
            value = str(child.get("value", "")).strip()
            number = int(value) if value.isdigit() and len(value) < 6 else number
            self.label, self.indent = label_of(element, number), INDENT * nested
            with self.inside_footnote(child):
                self.read_content(child, depth + 1)
                self.end_paragraph()
            self.label = ""
            number += step
        self.indent = outer_indent

    def read_table(self, element: Element, depth: int) -> None:
        """Add one line per row, or the paragraphs of a table used for layout."""
        self.end_paragraph()
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows_of(element)]
        if max(map(len, rows), default=0) <= 1 or any(
            is_prose(cell) for row in rows for cell in row
        ):
            for child in element.iter("caption", "td", "th"):
                if nearest_table(child) is element:
                    self.read_content(child, depth + 1)
                    self.end_paragraph()
            return
        for caption in element.findall("caption"):
            self.read_content(caption, depth + 1)
            self.end_paragraph()
        for row in rows:
            spans = OpenSpans()
            cells = [normalize_whitespace(visible_text(cell, spans)) for cell in row]
            if any(cells):
                self.builder.separate()
                self.builder.write("\t".join(cells), Layout(is_row=True), spans.closed)

    def add_text(self, text: str | None, *, is_bold: bool = False) -> None:
        if text:
            self.words.append(re.sub(r"\s+", " ", add_letters(text, self.spans)))
            self.bold += len(text.strip()) if is_bold else 0

    def end_paragraph(self) -> None:
        """Write the current paragraph, unless it is blank, and start the next one."""
        lines = [normalize_whitespace(line) for line in "".join(self.words).split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            self.builder.separate()
            label = f"{' ' * self.indent}{self.label} " if self.label else ""
            layout = self.layout_of(text)
            spans = [] if layout.heading else self.spans.end_paragraph()
            moved = [span.moved(count_letters(label)) for span in spans]
            self.builder.write(label + text, layout, moved)
            self.label = ""
        self.spans.end_paragraph()
        self.words, self.heading, self.bold = [], 0, 0

    def layout_of(self, text: str) -> Layout:
        if self.footnote:
            return Layout(footnote=self.footnote)
        length = len(text.replace("\n", ""))
        is_short = length <= MAX_HEADING_LENGTH and not NO_HEADING_END.search(text)
        is_bold = self.bold >= length and not self.label and is_short
        rank = self.heading or (BOLD_RANK if is_bold else 0)
        return Layout(rank) if rank else PLAIN

    def count_left_out(self, name: str) -> None:
        self.left_out_counts[name] = self.left_out_counts.get(name, 0) + 1


def skipped_name(element: Element) -> str:
    """Return the display name of an element that is left out; empty if it is read."""
    if not isinstance(element.tag, str):
        return ""
    if name := MEDIA_TAGS.get(element.tag) or SKIPPED_TAGS.get(element.tag):
        return name
    holds_text = bool("".join(element.itertext()).strip())
    is_skipped = element.tag not in INVISIBLE_TAGS and holds_text and is_hidden(element)
    return "hidden part" if is_skipped else ""


def footnote_mark_of(element: Element) -> str:
    """Return the footnote mark for a superscript number; empty for other elements."""
    if element.tag != "sup":
        return ""
    number = "".join(element.itertext()).strip().strip("[]")
    return number.translate(SUPERSCRIPTS) if number.isdigit() else ""


def footnote_ids(root: Element) -> Set[str]:
    """Return the ids of the elements to which superscript numbers lead."""
    links = (
        link
        for mark in root.iter("sup")
        if footnote_mark_of(mark)
        for link in (*mark.iter("a"), *mark.iterancestors("a"))
    )
    targets = (str(link.get("href", "")) for link in links)
    return {target[1:] for target in targets if len(target) > 1 and target.startswith("#")}


def first_number_and_step(element: Element) -> tuple[int, int]:
    """Return the number of a list's first item, and the step to the next."""
    start = str(element.get("start", "1")).strip()
    item_count = sum(child.tag == "li" for child in element)
    if "reversed" in element.attrib:
        return (int(start) if "start" in element.attrib and start.isdigit() else item_count), -1
    return (int(start) if start.isdigit() and len(start) < 6 else 1), 1


def label_of(element: Element, number: int) -> str:
    if element.tag != "ol":
        return "•"
    number_text = NUMBER_FORMATS.get(element.get("type", "1"), str)(number)
    return f"{number_text}."
