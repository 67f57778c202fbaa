"""Reader of plain text and Markdown, both line by line.

Markdown parsers flatten list items that are indented by a single blank; the markup is interpreted
later, by the same rules as plain text.
"""

import codecs
import re
from collections.abc import Iterator

from portal.documents.limits import refuse_long_text
from portal.parsing.cells import cell_spans
from portal.parsing.footnote_marks import footnote_marks
from portal.parsing.formatting import limit_formatting
from portal.parsing.markdown_formatting import formatted_spans
from portal.parsing.markdown_markup import MARKDOWN
from portal.parsing.source import Layout, Source, UnreadableError
from reports.text import clean_line

FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:")
INDENTS = ("    ", "\t")
UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(name: str, media_type: str, content: bytes) -> Source:
    """Return the file's cleaned text. Raises UnreadableError if it is not UTF-8 text."""
    if content.startswith(UTF16_BOMS):
        raise UnreadableError(f"“{name}” is UTF-16 text; save it as UTF-8.")
    if b"\0" in content:
        raise UnreadableError(f"“{name}” is not a text file: it contains NUL bytes.")
    try:
        text = clean_line(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"“{name}” is not UTF-8 text: line {line} contains the byte "
            f"0x{content[error.start]:02x}. Save it as UTF-8."
        ) from None
    if not text.strip():
        raise UnreadableError(f"“{name}” contains no text.")
    refuse_long_text(name, len(text))
    layout = dict(footnote_layout(text)) if media_type == MARKDOWN else {}
    source = Source(name, media_type, text, layout)
    formatting = (*formatted_spans(source), *footnote_marks(source), *cell_spans(source))
    return limit_formatting(source, formatting)


def footnote_layout(text: str) -> Iterator[tuple[int, Layout]]:
    """Yield the lines of footnotes in Markdown: “[^1]: Text” and the indented lines below."""
    number, is_inside = 0, False
    for index, line in enumerate(text.split("\n")):
        begins = bool(FOOTNOTE.match(line))
        number += begins
        is_inside = begins or (is_inside and (not line.strip() or line.startswith(INDENTS)))
        if is_inside and line.strip():
            yield index, Layout(footnote=number)
