"""Determine the type of an attachment from its content; refuse what could run. In the sandbox."""

from collections.abc import Callable
from importlib import import_module

from portal.documents.limits import refuse_large
from portal.parsing.source import UnreadableError

MediaTypeOf = Callable[[str, bytes], str]

MODULES = ("images", "office", "pdf", "texts")
PDF_HEADER_BYTES = 1024  # within which a PDF may begin
ARCHIVE = b"PK\x03\x04"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
# First bytes of other files, and what they are.
REFUSED_SIGNATURES = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "is an Office file from before 2007, or is password-protected",
    ),
    (b"{\\rtf", "is a document in Rich Text Format"),
    (b"GIF8", "is a GIF picture"),
    (b"RIFF", "is a picture, sound or film"),
    (b"\x7fELF", "is a program"),
    (b"MZ", "is a program"),
    (b"#!", "is a program"),
    (b"\x1f\x8b", "is a compressed file"),
)
ACCEPTED = (
    "PDF, Word, Excel, PowerPoint and OpenDocument files, PNG and JPEG pictures, plain text and CSV"
)


def load() -> None:
    """Import the libraries while files can still be opened, before the sandbox is entered."""
    for module in MODULES:
        import_module(f"portal.documents.attachments.{module}")
    # What pypdf and Pillow would import when the first file is opened.
    import_module("portal.documents.second_extraction.pdf")
    import_module("PIL.Image").preinit()


def media_type_of(name: str, content: bytes) -> str:
    """Return the media type that the content has, whatever the name says.

    Raises UnreadableError with a message for the sender.
    """
    refuse_large(name, len(content))
    if not content:
        raise UnreadableError(f"“{name}” is empty.")
    module = import_module(f"portal.documents.attachments.{module_for(name, content)}")
    detect: MediaTypeOf = module.media_type_of
    return detect(name, content)


def module_for(name: str, content: bytes) -> str:
    """Return the module that checks such content, judged by its first bytes."""
    if b"%PDF-" in content[:PDF_HEADER_BYTES]:
        return "pdf"
    if content.startswith(ARCHIVE):
        return "office"
    if content.startswith(PICTURES):
        return "images"
    for signature, description in REFUSED_SIGNATURES:
        if content.startswith(signature):
            raise UnreadableError(f"“{name}” {description}. {ACCEPTED} can be attached.")
    return "texts"
