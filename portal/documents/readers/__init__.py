"""File readers, one per format, that turn bytes into a Source."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath

from portal.documents.limits import refuse_large
from portal.parsing.source import Source, UnreadableError

Reader = Callable[[str, str, bytes], Source]


@dataclass(frozen=True)
class Format:
    """A file format: its name, media type and reader module."""

    name: str
    media_type: str
    module: str
    # Possible first bytes; empty for text formats.
    magic: tuple[bytes, ...] = ()

    @property
    def reader(self) -> Reader:
        # Imported on demand, as each reader needs a large library.
        module = import_module(f"portal.documents.readers.{self.module}")
        reader: Reader = module.read
        return reader


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    ".docx": Format("Word document", WORD, "docx", (b"PK\x03\x04",)),
    ".pdf": Format("PDF", "application/pdf", "pdf", (b"%PDF-",)),
    ".html": Format("page", "text/html", "html"),
    ".htm": Format("page", "text/html", "html"),
    ".md": Format("text", "text/markdown", "text"),
    ".markdown": Format("text", "text/markdown", "text"),
    ".txt": Format("text", "text/plain", "text"),
}
# First bytes of other file types, and what they are.
KNOWN_SIGNATURES = (
    (b"PK\x03\x04", "an archive or an Office document"),
    (b"%PDF-", "a PDF"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a Word document that was created before Word 2007 or is password-protected",
    ),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
PDF_HEADER_BYTES = 1024  # within which a PDF may begin


def load_reader_of(name: str) -> None:
    """Import the reader for a file name, while modules can still be imported."""
    if format_ := format_of(name):
        import_module(f"portal.documents.readers.{format_.module}")


def read_bytes(path: Path) -> bytes:
    """Return the file's content; raise UnreadableError if it is too large."""
    refuse_large(path.name, path.stat().st_size)
    return path.read_bytes()


def format_of(name: str) -> Format | None:
    """Return the format by the file name's extension, or None if it cannot be read."""
    return FORMATS.get(PurePath(name).suffix.lower())


def read(name: str, content: bytes) -> Source:
    """Return the source in the file; its extension decides on the reader.

    Raises UnreadableError with a message for the sender.
    """
    refuse_large(name, len(content))
    format_, extension = format_of(name), PurePath(name).suffix.lower()
    if format_ is None:
        extensions = ", ".join(FORMATS)
        raise UnreadableError(
            f"“{name}” has {f'the file extension “{extension}”' if extension else 'no file extension'}. Files ending in {extensions} can be read; "
            "save the document as one of these."
        )
    if not content:
        raise UnreadableError(f"“{name}” is empty.")
    refuse_disguised(name, extension, content)
    return format_.reader(name, format_.media_type, content)


def refuse_disguised(name: str, extension: str, content: bytes) -> None:
    """Refuse a file whose content does not match its extension."""
    signatures = FORMATS[extension].magic
    header = content[:PDF_HEADER_BYTES] if extension == ".pdf" else content
    if any(
        magic in header if extension == ".pdf" else header.startswith(magic) for magic in signatures
    ):
        return
    actual_type = next(
        (description for magic, description in KNOWN_SIGNATURES if content.startswith(magic)),
        "",
    )
    if actual_type or signatures:
        raise UnreadableError(
            f"“{name}” has the file extension {extension}, but is "
            f"{actual_type or 'not such a file'}. Save it in the right format, then upload it."
        )
