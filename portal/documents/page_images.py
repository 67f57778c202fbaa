"""Render pages of a PDF as images for the editor."""

import io
from importlib import import_module

from portal.parsing.source import UnreadableError

WIDTH_PIXELS = 900
MAX_SCALE = 4.0


def load() -> None:
    """Import the libraries while files can still be opened, before the sandbox is entered."""
    import_module("pypdfium2")
    # Pillow imports its formats when the first image is written.
    import_module("PIL.Image").preinit()


def render_png(name: str, content: bytes, number: int) -> bytes:
    """Return the page, counted from 1, as a PNG image of fixed width."""
    pdf = import_module("portal.documents.readers.pdf")
    document = pdf.open_document(name, content)
    if not 1 <= number <= len(document):
        raise UnreadableError(f"“{name}” has no page {number}.")
    page = document[number - 1]
    scale = min(MAX_SCALE, WIDTH_PIXELS / max(page.get_width(), 1))
    image = page.render(scale=scale).to_pil().convert("L")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
