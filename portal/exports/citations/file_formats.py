"""Files of references, in formats that reference managers open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.exports.citations import bibtex, csl, ris
from portal.exports.citations.citation import Citation


@dataclass(frozen=True)
class FileFormat:
    label: str
    media_type: str
    write: Callable[[Iterable[Citation]], Iterable[str]]


# By the ending of the file.
FILE_FORMATS = {
    "bib": FileFormat("BibTeX", bibtex.MEDIA_TYPE, bibtex.write),
    "ris": FileFormat("RIS", ris.MEDIA_TYPE, ris.write),
    "json": FileFormat("CSL-JSON", csl.MEDIA_TYPE, csl.write),
}
