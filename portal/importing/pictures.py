"""Pictures of a PDF's pages, for an editor to look at beside the draft."""

import io
from importlib import import_module

from portal.importing.source import UnreadableError

WIDTH = 900  # dots
LARGEST_SCALE = 4.0


def load() -> None:
    """Load what drawing needs, before no file can be opened any more."""
    import_module("pypdfium2")
    # Pillow loads its formats where the first picture is written.
    import_module("PIL.Image").preinit()


def png_of(name: str, content: bytes, number: int) -> bytes:
    """Return the page, counted from 1, as a PNG picture of a fixed width."""
    pdf = import_module("portal.importing.readers.pdf")
    document = pdf.opened(name, content)
    if not 1 <= number <= len(document):
        raise UnreadableError(f"“{name}” has no page {number}.")
    page = document[number - 1]
    scale = min(LARGEST_SCALE, WIDTH / max(page.get_width(), 1))
    picture = page.render(scale=scale).to_pil().convert("L")
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
