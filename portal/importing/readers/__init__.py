"""One reader per format: bytes in, text and lines out."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath

from portal.importing.readers.bounds import refuse_large
from portal.importing.source import Source, UnreadableError

Reader = Callable[[str, str, bytes], Source]


@dataclass(frozen=True)
class Format:
    """A format: what it is called, its media type, and the module that reads it."""

    name: str
    media_type: str
    module: str
    # What the file begins with; empty for formats that begin with any text.
    magic: tuple[bytes, ...] = ()

    @property
    def reader(self) -> Reader:
        # Each brings a large library, of which a file needs one at most.
        module = import_module(f"portal.importing.readers.{self.module}")
        reader: Reader = module.read
        return reader


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    ".docx": Format("Word document", WORD, "docx", (b"PK\x03\x04",)),
    ".pdf": Format("PDF", "application/pdf", "pdf", (b"%PDF-",)),
    ".html": Format("page", "text/html", "html"),
    ".htm": Format("page", "text/html", "html"),
    ".md": Format("text", "text/markdown", "plain"),
    ".markdown": Format("text", "text/markdown", "plain"),
    ".txt": Format("text", "text/plain", "plain"),
}
# What files of other kinds begin with, and what to do with them.
OTHERS = (
    (b"PK\x03\x04", "an archive or an Office document"),
    (b"%PDF-", "a PDF"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a Word document of the time before 2007, or one that is locked with a password",
    ),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a packed file"),
)
AHEAD = 1024  # bytes in which a PDF may begin


def load_reader_of(name: str) -> None:
    """Load what reading a file of that name needs, before any byte of it is read."""
    if one := format_of(name):
        import_module(f"portal.importing.readers.{one.module}")


def bytes_of(path: Path) -> bytes:
    """Return what the file holds, unless it is too large to be read at all."""
    refuse_large(path.name, path.stat().st_size)
    return path.read_bytes()


def format_of(name: str) -> Format | None:
    """Return the format that the file's name says, if it is one that can be read."""
    return FORMATS.get(PurePath(name).suffix.lower())


def read(name: str, content: bytes) -> Source:
    """Return the source that the file holds; its name says which reader it needs.

    Raises UnreadableError, whose message is for the person who sent the file.
    """
    refuse_large(name, len(content))
    one, ending = format_of(name), PurePath(name).suffix.lower()
    if one is None:
        known = ", ".join(FORMATS)
        raise UnreadableError(
            f"“{name}” ends in “{ending or 'nothing'}”. Files ending in {known} can be read; "
            "save the document as one of these."
        )
    if not content:
        raise UnreadableError(f"“{name}” is empty.")
    refuse_disguised(name, ending, content)
    return one.reader(name, one.media_type, content)


def refuse_disguised(name: str, ending: str, content: bytes) -> None:
    """Refuse a file that is not what its name says."""
    wanted = FORMATS[ending].magic
    ahead = content[:AHEAD] if ending == ".pdf" else content
    if any(
        magic in ahead if ending == ".pdf" else ahead.startswith(magic)
        for magic in wanted
    ):
        return
    is_really = next((what for magic, what in OTHERS if content.startswith(magic)), "")
    if is_really or wanted:
        raise UnreadableError(
            f"“{name}” is called {ending}, but is {is_really or 'none'}. "
            "Save it as what its name says, then send it again."
        )
