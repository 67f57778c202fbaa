"""The media types of attachments, and the extensions of their file names. Pure."""

from pathlib import PurePath

from portal.documents.office_files import DOCX, ODP, ODS, ODT, PPTX, XLSX

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
TEXT, CSV = "text/plain", "text/csv"

# A file whose name has none of them gets the first ending.
ENDINGS = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    PPTX: (".pptx",),
    XLSX: (".xlsx",),
    ODT: (".odt",),
    ODP: (".odp",),
    ODS: (".ods",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    TEXT: (".txt",),
    CSV: (".csv",),
}


def name_with_ending(name: str, media_type: str) -> str:
    """Return the name with an extension that fits the type: programs open files by extension."""
    endings = ENDINGS[media_type]
    return name if PurePath(name).suffix.lower() in endings else name + endings[0]
