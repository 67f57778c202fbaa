"""Bold and italic type, by the fonts of a PDF."""

import ctypes
import re
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from portal.parsing.source import FormatKind

BOLD_WEIGHT = 600
ITALIC_FLAG = 1 << 6  # of a font descriptor
MAX_NAME = 128
# Styles in the names of fonts: “NotoSerif-Bold”, “LMRoman10-Regular”.
WEIGHT = re.compile(
    rb"(?P<bold>bold|black|heavy|demi)|(?P<text>regular|book|light|text)", re.IGNORECASE
)
ITALIC = re.compile(rb"italic|oblique|slant|CMTI\d|CMSL\d", re.IGNORECASE)


@dataclass
class Fonts:
    """Reads the fonts of characters into one buffer, which is cheaper than a new one for each."""

    name: Any = field(default_factory=lambda: ctypes.create_string_buffer(MAX_NAME))
    flags: ctypes.c_int = field(default_factory=ctypes.c_int)

    def emphasis(self, text_page: pypdfium2.PdfTextPage, index: int) -> list[FormatKind]:
        kinds: list[FormatKind] = ["strong"] if self.is_bold(text_page, index) else []
        is_italic = self.flags.value & ITALIC_FLAG or ITALIC.search(self.name.value)
        return [*kinds, "emphasis"] if is_italic else kinds

    def is_bold(self, text_page: pypdfium2.PdfTextPage, index: int) -> bool:
        self.flags.value, self.name.value = 0, b""
        pdfium.FPDFText_GetFontInfo(text_page.raw, index, self.name, MAX_NAME, self.flags)
        if style := WEIGHT.search(self.name.value):
            return style.lastgroup == "bold"
        # The name does not show it; the weight that PDFium computes is too high for some fonts.
        return int(pdfium.FPDFText_GetFontWeight(text_page.raw, index)) >= BOLD_WEIGHT
