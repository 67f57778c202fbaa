"""Write a briefing as a Word file: styles, headings, contents, and real footnotes."""

import io
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from portal.exports.briefing.briefing import Briefing, Fact, Item, Section, Subsection, Text
from portal.exports.briefing.word_footnotes import Footnotes, element
from portal.exports.briefing.word_tables import add_table, writable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
A4 = (Cm(21), Cm(29.7))
INDENT = Cm(1)
INK, QUIET = RGBColor(0x14, 0x3C, 0x46), RGBColor(0x55, 0x55, 0x55)
FONT, HEADING_FONT = "Calibri", "Georgia"


def word_content(briefing: Briefing) -> bytes:
    """Return the bytes of the file."""
    buffer = io.BytesIO()
    WordPack(briefing).write().save(buffer)
    return buffer.getvalue()


class WordPack:
    """One briefing as a python-docx document."""

    def __init__(self, briefing: Briefing):
        self.briefing = briefing
        self.document = docx.Document()
        self.footnotes = Footnotes(self.document)
        # (level, words, bookmark) of each heading.
        self.headings: list[tuple[int, str, str]] = []
        set_page(self.document.sections[0], is_wide=briefing.is_wide)
        define_styles(self.document, briefing.language)

    def write(self) -> Any:
        self.set_properties()
        self.add_cover()
        contents = self.document.add_paragraph()
        for section in self.briefing.sections:
            self.add_section(section)
        # When all headings are known.
        add_contents(contents, self.headings)
        self.add_footer()
        return self.document

    def set_properties(self) -> None:
        properties = self.document.core_properties
        properties.title, properties.language = self.briefing.title, self.briefing.language
        properties.author = self.briefing.site_name
        properties.comments = self.briefing.url
        properties.created = properties.modified = datetime.combine(self.briefing.day, time())

    def add_cover(self) -> None:
        briefing, words = self.briefing, self.briefing.words
        self.document.add_paragraph(briefing.title, "Title")
        self.document.add_paragraph(briefing.summary, "Subtitle")
        self.document.add_paragraph(words.filters, "TOC Heading")
        for label, value in briefing.filters or (("", words.no_filters),):
            self.add_line(label, value)
        self.add_line(words.source, briefing.url)
        for fact in briefing.cover_facts:
            self.add_line(fact.label, fact.value)
        for table in briefing.cover_tables:
            self.document.add_paragraph(table.caption, "TOC Heading")
            add_table(self.document, table)
        self.document.add_paragraph(words.contents, "TOC Heading")

    def add_line(self, label: str, value: str) -> None:
        line = self.document.add_paragraph(style="Facts")
        if label:
            line.add_run(f"{label}: ").bold = True
        line.add_run(writable(value))

    def add_section(self, section: Section) -> None:
        self.add_heading(section.heading, level=1).paragraph_format.page_break_before = True
        for subsection in section.subsections:
            self.add_subsection(subsection)

    def add_subsection(self, subsection: Subsection) -> None:
        self.add_heading(subsection.heading, level=2)
        if subsection.note:
            self.document.add_paragraph(writable(subsection.note), "Facts")
        for item in subsection.items:
            self.add_item(item)

    def add_heading(self, heading: Text, *, level: int) -> Paragraph:
        paragraph = self.document.add_heading(level=level)
        name = f"_Toc{len(self.headings) + 1:08d}"
        number = str(len(self.headings))
        paragraph._p.append(element("w:bookmarkStart", {"w:id": number, "w:name": name}))
        self.add_text(paragraph, heading)
        paragraph._p.append(element("w:bookmarkEnd", {"w:id": number}))
        self.headings.append((level, writable(heading.words), name))
        return paragraph

    def add_item(self, item: Item) -> None:
        indent = INDENT * item.depth
        if item.under:
            above = self.document.add_paragraph(style="Facts")
            self.add_text(above, item.under).italic = True
            above.paragraph_format.keep_with_next = True
        paragraph = self.document.add_paragraph(style="Item")
        paragraph.paragraph_format.left_indent = indent
        paragraph.add_run(writable(item.lead)).bold = True
        paragraph.add_run(" ")
        self.add_text(paragraph, item.text)
        self.footnotes.add(paragraph, writable(item.footnote), item.url)
        for fact in item.facts:
            self.add_fact(fact, indent)
        if item.table and item.table.caption:
            self.document.add_paragraph(item.table.caption, "Facts")
        if item.table and item.table.rows:
            add_table(self.document, item.table)
        if item.statements is not None:
            self.add_statements(item.statements, indent)

    def add_statements(self, statements: tuple[Item, ...], indent: int) -> None:
        """Add the statements that led to an item, each with its footnote."""
        words = self.briefing.words
        label = words.rationale if statements else words.no_statement
        heading = self.document.add_paragraph(style="Facts")
        heading.paragraph_format.left_indent = indent
        heading.add_run(label).bold = bool(statements)
        for statement in statements:
            line = self.document.add_paragraph(style="Facts")
            line.paragraph_format.left_indent = indent + INDENT
            line.add_run(writable(f"{statement.lead}: "))
            self.add_text(line, statement.text)
            self.footnotes.add(line, writable(statement.footnote), statement.url)

    def add_fact(self, fact: Fact, indent: int) -> None:
        line = self.document.add_paragraph(style="Facts")
        line.paragraph_format.left_indent = indent
        line.add_run(writable(f"{fact.label}: {fact.value}"))

    def add_text(self, paragraph: Paragraph, text: Text) -> Any:
        """Add words with their language, in which Word checks spelling and reads aloud."""
        run = paragraph.add_run(writable(text.words))
        if text.language != self.briefing.language:
            run._r.get_or_add_rPr().append(element("w:lang", {"w:val": text.language}))
        return run

    def add_footer(self) -> None:
        briefing = self.briefing
        footer = self.document.sections[0].footer.paragraphs[0]
        footer.add_run(f"{briefing.site_name} · {briefing.summary} · {briefing.words.page} ")
        add_field(footer, "PAGE", "1")


def set_page(section: Any, *, is_wide: bool) -> None:
    section.page_width, section.page_height = reversed(A4) if is_wide else A4
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)


def define_styles(document: Any, language: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.get_or_add_rPr().append(element("w:lang", {"w:val": language}))
    styles["Footer"].font.size = Pt(8.5)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "TOC Heading"):
        style = styles[name]
        style.font.name, style.font.color.rgb = HEADING_FONT, INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, size, space in (("Item", 11, 4), ("Facts", 9.5, 4), ("footnote text", 9, 0)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == "footnote text")
        style.base_style, style.font.size = normal, Pt(size)
        style.paragraph_format.space_after = Pt(space)
    styles["Facts"].font.color.rgb = QUIET
    styles["Facts"].paragraph_format.space_after = Pt(2)
    styles["Item"].paragraph_format.space_before = Pt(6)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    for level in (1, 2):
        style = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = normal
        style.paragraph_format.left_indent = INDENT * (level - 1)
        style.paragraph_format.space_after = Pt(2)


def add_contents(first: Paragraph, headings: list[tuple[int, str, str]]) -> None:
    """Write the table of contents as a field stored with its result, so that it needs no update."""
    if not headings:
        return
    paragraphs = [first, *(first.insert_paragraph_before() for _ in headings[1:])]
    paragraphs = [*paragraphs[1:], first]
    start_field(paragraphs[0], 'TOC \\o "1-2" \\h \\n')
    for paragraph, (level, words, bookmark) in zip(paragraphs, headings, strict=True):
        paragraph.style = f"toc {level}"
        link = element("w:hyperlink", {"w:anchor": bookmark})
        run = paragraph.add_run(words)
        link.append(run._r)
        paragraph._p.append(link)
    end_field(paragraphs[-1])


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    start_field(paragraph, instruction)
    paragraph.add_run(result)
    end_field(paragraph)


def start_field(paragraph: Paragraph, instruction: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", {"w:fldCharType": "begin"}))
    text = OxmlElement("w:instrText")
    text.text = f" {instruction} "
    text.set(qn("xml:space"), "preserve")
    paragraph.add_run()._r.append(text)
    paragraph.add_run()._r.append(element("w:fldChar", {"w:fldCharType": "separate"}))


def end_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", {"w:fldCharType": "end"}))
