"""Plain text and Markdown, which is read line by line as well.

Markdown parsers flatten points that are indented by a single blank, so the marks of
both are told apart later, by the same rules.
"""

import codecs

from portal.importing.readers.bounds import refuse_long
from portal.importing.source import Source, UnreadableError
from reports.text import clean_line

OTHER_UNICODE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(name: str, media_type: str, content: bytes) -> Source:
    """Return the file's text, cleaned. Raises UnreadableError for what is no UTF-8 text."""
    if content.startswith(OTHER_UNICODE):
        raise UnreadableError(f"“{name}” is UTF-16 text; save it as UTF-8.")
    if b"\0" in content:
        raise UnreadableError(f"“{name}” is not a text file: it holds NUL bytes.")
    try:
        text = clean_line(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise UnreadableError(
            f"“{name}” is not UTF-8 text: line {line} holds the byte "
            f"0x{content[fault.start]:02x}. Save it as UTF-8."
        ) from None
    if not text.strip():
        raise UnreadableError(f"“{name}” holds no text.")
    refuse_long(name, len(text))
    return Source(name, media_type, text)
