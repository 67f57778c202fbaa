"""Read the pages of a PDF: lines in reading order, rows of tables joined, drawn bullets as characters."""

from collections.abc import Iterator

import pypdfium2

from portal.documents.readers.pdf import bullets, page_columns, table_lines
from portal.documents.readers.pdf.cells import CellFinder
from portal.documents.readers.pdf.fonts import Fonts
from portal.documents.readers.pdf.lines import Page, PrintedLine, read_lines, text_of
from portal.documents.readers.pdf.links import links_of
from portal.documents.readers.pdf.spaced_letters import join_spaced_letters
from portal.documents.readers.pdf.word_formats import PageFormats


def pages_of(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    fonts = Fonts()
    for number, page in enumerate(document, start=1):
        text_page = page.get_textpage()
        formats = PageFormats(text_page, fonts, list(links_of(document, page)))
        lines = bullets.with_drawn_bullets(
            lines_of_page(formats, number), bullets.drawn_shapes(page)
        )
        ordered = page_columns.in_reading_order(list(lines))
        yield Page(number, page.get_height(), table_lines.with_rows(ordered))
        text_page.close()
        page.close()


def lines_of_page(formats: PageFormats, number: int) -> list[PrintedLine]:
    text = text_of(formats.text_page)
    cells = CellFinder.of(formats.text_page, text)
    return [
        join_spaced_letters(formats.text_page, cells.with_cells(line, first), first)
        for first, line in read_lines(formats, text, number)
    ]
