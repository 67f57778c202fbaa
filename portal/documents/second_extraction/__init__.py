"""Extract the words of a file once more, in a different way from the readers.

The first extraction is proved by comparing it with this one, so that no module here shares code
with the readers. It yields nothing but text, by page where the format has pages.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from portal.documents.second_extraction.extraction import Extraction

Extract = Callable[[bytes], Extraction]

MODULES = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".md": "text",
    ".markdown": "text",
    ".txt": "text",
}


def load_extraction_of(name: str) -> None:
    """Import what the second extraction of a file needs, while modules can still be imported."""
    if module := MODULES.get(PurePath(name).suffix.lower()):
        import_module(f"portal.documents.second_extraction.{module}")


def extract(name: str, content: bytes) -> Extraction:
    """Return what the file says. Raises whatever a library raises."""
    module = import_module(
        f"portal.documents.second_extraction.{MODULES[PurePath(name).suffix.lower()]}"
    )
    extract_content: Extract = module.extract
    return extract_content(content)
