"""One reader per format: bytes in, text and lines out."""

from pathlib import Path, PurePath

from portal.importing.readers import pdf, plain
from portal.importing.source import Source, UnreadableError

READERS = {
    ".txt": ("text/plain", plain.read),
    ".md": ("text/markdown", plain.read),
    ".markdown": ("text/markdown", plain.read),
    ".pdf": ("application/pdf", pdf.read),
}


def bytes_of(path: Path) -> bytes:
    """Return what the file holds, unless it is too large to be read at all."""
    size = path.stat().st_size
    if size > plain.LARGEST:
        raise UnreadableError(
            f"“{path.name}” holds {size:,} bytes; {plain.LARGEST:,} are the most."
        )
    return path.read_bytes()


def read(name: str, content: bytes) -> Source:
    """Return the source that the file holds; its name says which reader it needs.

    Raises UnreadableError, whose message is for the person who sent the file.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        known = ", ".join(READERS)
        raise UnreadableError(
            f"“{name}” ends in “{ending or 'nothing'}”. Files ending in {known} can be read; "
            "save the document as one of these."
        )
    media_type, reader = READERS[ending]
    return reader(name, media_type, content)
