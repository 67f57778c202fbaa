"""The text of a PDF by pypdf, in the order in which the file draws it.

pypdf is written in Python and shares nothing with PDFium, which the reader uses.
"""

import io
import logging
from importlib import import_module

import pypdf

from portal.documents.second_extraction.extraction import Chunk, Extraction

Matrix = list[float]
LEAST_WIDTH = 0.3  # of a character, in relation to the type size: narrower than any text
# Modules that pypdf and the standard library import when a file needs them.
LAZY_MODULES = (
    *(
        "brotli",
        "json",
        "pypdf.filters",
        "pypdf.xmp",
        "pypdf._configuration",
        "pypdf._crypt_providers",
    ),
    *("pypdf._codecs.core_font_metrics", "pypdf._text_extraction", "pypdf.generic._font"),
    *("pypdf.generic._image_inline", "pypdf.generic._image_xobject"),
)
# What it finds odd in a file is not an error of the portal.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
for module in LAZY_MODULES:
    import_module(module)


def extract(content: bytes) -> Extraction:
    pages = [extract_page(page) for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return Extraction(tuple(text for text, _ in pages), tuple(chunks for _, chunks in pages))


def extract_page(page: pypdf.PageObject) -> tuple[str, tuple[Chunk, ...]]:
    texts: list[str] = []
    chunks: list[Chunk] = []
    length = 0

    def collect(
        text: str, page_matrix: Matrix, text_matrix: Matrix, font: object, size: float
    ) -> None:
        nonlocal length
        texts.append(text)
        length += len(text)
        if not text.strip():
            return
        a, b, c, d, x, y = page_matrix
        at, height = text_matrix[4:]
        left = at * a + height * c + x
        width = len(text.strip()) * LEAST_WIDTH * abs(size * text_matrix[0] * a)
        chunks.append(Chunk(length - len(text), left, left + width, at * b + height * d + y))

    page.extract_text(visitor_text=collect)
    return "".join(texts), tuple(chunks)
