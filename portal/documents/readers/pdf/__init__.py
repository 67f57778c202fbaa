"""Reader of PDF: lines in reading order, structured by position and size."""

import pypdfium2

from portal.documents.limits import MAX_PAGES, refuse_long_text
from portal.documents.readers.pdf import paragraphs
from portal.documents.readers.pdf.lines import Page
from portal.documents.readers.pdf.page_reader import pages_of
from portal.parsing.source import Source, UnreadableError

PASSWORD_ERROR = 4  # error code of PDFium


def read(name: str, media_type: str, content: bytes) -> Source:
    """Return the file's text. Raises UnreadableError for scanned, encrypted and damaged files."""
    document = open_document(name, content)
    try:
        pages = read_pages(name, document)
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise UnreadableError(
            f"“{name}” has {count_pages(len(pages))} and no text: it is a scan. Run text "
            "recognition (OCR) on it first, or upload the Word file."
        )
    return paragraphs.write_pages(pages).source(name, media_type)


def open_document(name: str, content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            raise UnreadableError(
                f"“{name}” is password-protected. Save it without a password, then upload it."
            ) from None
        raise UnreadableError(
            f"“{name}” is a PDF that cannot be opened: it is damaged or incomplete. "
            "Save it again, then upload it."
        ) from None


def read_pages(name: str, document: pypdfium2.PdfDocument) -> list[Page]:
    if len(document) > MAX_PAGES:
        raise UnreadableError(f"“{name}” has {len(document):,} pages; the limit is {MAX_PAGES}.")
    pages: list[Page] = []
    length = 0
    try:
        for page in pages_of(document):
            pages.append(page)
            length += sum(len(line.text) for line in page.lines)
            refuse_long_text(name, length)
    except pypdfium2.PdfiumError:
        raise UnreadableError(
            f"“{name}”: page {len(pages) + 1} cannot be read; it is damaged. "
            "Save the file again, then upload it."
        ) from None
    return pages


def count_pages(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"
