"""The text of a plain or Markdown file, decoded byte by byte as UTF-8."""

from portal.documents.second_extraction.extraction import Extraction

UTF8_MARK = b"\xef\xbb\xbf"


def extract(content: bytes) -> Extraction:
    lines = content.removeprefix(UTF8_MARK).splitlines()
    return Extraction(("\n".join(str(line, "utf-8") for line in lines),))
