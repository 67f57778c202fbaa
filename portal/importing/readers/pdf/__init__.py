"""PDF: the lines of its pages in the order read, with what their place and size say."""

import pypdfium2

from portal.importing.readers.bounds import MOST_PAGES, refuse_long
from portal.importing.readers.pdf import text
from portal.importing.readers.pdf.lines import Page, pages_of
from portal.importing.source import Source, UnreadableError

WANTS_PASSWORD = 4  # PDFium's number for it


def read(name: str, media_type: str, content: bytes) -> Source:
    """Return the file's text. Raises UnreadableError for a scan, a locked or a broken file."""
    document = opened(name, content)
    try:
        pages = read_pages(name, document)
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise UnreadableError(
            f"“{name}” holds {counted(len(pages))} and no text: it is a scan, that is, "
            "pictures of pages. Have its text recognised (OCR), or send the Word file."
        )
    return text.written(pages).source(name, media_type)


def opened(name: str, content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == WANTS_PASSWORD:
            raise UnreadableError(
                f"“{name}” is locked with a password. Save it without one, then send it again."
            ) from None
        raise UnreadableError(
            f"“{name}” is a PDF that cannot be opened: it is damaged or cut short. "
            "Save it anew, then send it again."
        ) from None


def read_pages(name: str, document: pypdfium2.PdfDocument) -> list[Page]:
    if len(document) > MOST_PAGES:
        raise UnreadableError(
            f"“{name}” has {len(document):,} pages; {MOST_PAGES} are the most."
        )
    pages: list[Page] = []
    length = 0
    try:
        for page in pages_of(document):
            pages.append(page)
            length += sum(len(line.text) for line in page.lines)
            refuse_long(name, length)
    except pypdfium2.PdfiumError:
        raise UnreadableError(
            f"“{name}”: page {len(pages) + 1} cannot be read; it is damaged. "
            "Save the file anew, then send it again."
        ) from None
    return pages


def counted(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"
