"""Determine the type of an Office file from its parts, and find what in it could run."""

import re
import zipfile

from portal.parsing.source import UnreadableError

OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = OPEN_XML + "wordprocessingml.document"
PPTX = OPEN_XML + "presentationml.presentation"
XLSX = OPEN_XML + "spreadsheetml.sheet"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ODT = OPEN_DOCUMENT + "text"
ODP = OPEN_DOCUMENT + "presentation"
ODS = OPEN_DOCUMENT + "spreadsheet"

CONTENT_TYPES = "[Content_Types].xml"
MAIN_PART = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\.(\w+\.\w+)\.main\+xml", re.IGNORECASE
)
# Parts that hold programs: macros of Office and of LibreOffice, ActiveX controls, packaged files.
PROGRAM_PARTS = re.compile(
    r"(?:^|/)(?:vbaProject|vbaData)[^/]*$|(?:^|/)activeX/|/embeddings/[^/]+\.bin$"
    r"|^xl/macrosheets/|^(?:Basic|Scripts)/.",
    re.IGNORECASE,
)
PROGRAM_TYPES = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
# Relationships that fetch and run something else when the file is opened.
OUTSIDE = re.compile(
    rb"<Relationship\b(?=[^>]*\bTargetMode\s*=\s*[\"']External)"
    rb"(?=[^>]*\bType\s*=\s*[\"'][^\"']*/(?:attachedTemplate|oleObject|frame|subDocument)[\"'])",
    re.IGNORECASE,
)


def office_type(archive: zipfile.ZipFile) -> str:
    """Return the media type of the Office file; an empty string for any other archive."""
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        declared = archive.read("mimetype").decode("ascii", errors="replace").strip()
        return declared if declared in {ODT, ODP, ODS} else ""
    if CONTENT_TYPES not in names:
        return ""
    if main := MAIN_PART.search(archive.read(CONTENT_TYPES)):
        declared = OPEN_XML + main[1].decode().lower()
        return declared if declared in {DOCX, PPTX, XLSX} else ""
    return ""


def refuse_macros(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse an Office file with macros or anything else that runs when it is opened."""
    types = archive.read(CONTENT_TYPES) if CONTENT_TYPES in archive.namelist() else b""
    if any(map(PROGRAM_PARTS.search, archive.namelist())) or PROGRAM_TYPES.search(types):
        raise UnreadableError(
            f"“{name}” contains macros or other programs. Save it without them, "
            "then upload it again."
        )
    for entry in archive.namelist():
        if entry.lower().endswith(".rels") and OUTSIDE.search(archive.read(entry)):
            raise UnreadableError(
                f"“{name}” loads a template or an object from elsewhere when it is opened. "
                "Save it without that link, then upload it again."
            )
