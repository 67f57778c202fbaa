"""The text of a PDF by pypdf, in the order in which the file draws it.

pypdf is written in Python and shares nothing with PDFium, which the reader uses.
"""

import io
import logging
from importlib import import_module

import pypdf

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
# What it finds odd in a file is no error of the portal.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
for module in LAZY_MODULES:
    import_module(module)


def extract(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
