"""The content of an answer in which words can be looked for."""

import io
import zipfile

from pypdf import PdfReader


def readable_content(answer):
    """Return the content; of a Word file or workbook that of all its parts, of a PDF its text."""
    content = b"".join(answer)
    if content.startswith(b"%PDF"):
        return "\n".join(
            page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
        ).encode()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(package.read(name) for name in package.namelist())
