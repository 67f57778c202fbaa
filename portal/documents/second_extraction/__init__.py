"""Extract the words of a file once more, in another way than the readers do.

The first extraction is proved by comparing it with this one, so that no module here shares code
with the readers. It yields nothing but text, by page where the format has pages.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import PurePath

Extract = Callable[[bytes], Sequence[str]]

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


def extract(name: str, content: bytes) -> Sequence[str]:
    """Return the texts of the file's pages, or one text. Raises whatever a library raises."""
    module = import_module(
        f"portal.documents.second_extraction.{MODULES[PurePath(name).suffix.lower()]}"
    )
    extract_pages: Extract = module.extract
    return extract_pages(content)
