"""Office files: Word, Excel and PowerPoint since 2007, and OpenDocument."""

import zipfile

from portal.documents.limits import WORKBOOK_LIMITS, open_archive
from portal.documents.office_files import office_type, refuse_macros
from portal.parsing.source import UnreadableError

MANIFEST = "META-INF/manifest.xml"


def media_type_of(name: str, content: bytes) -> str:
    archive = open_archive(name, content, WORKBOOK_LIMITS)
    refuse_macros(name, archive)
    refuse_encrypted(name, archive)
    if media_type := office_type(archive):
        return media_type
    raise UnreadableError(
        f"“{name}” is an archive, but not a Word, Excel, PowerPoint or OpenDocument file. "
        "Attach the files in it one by one."
    )


def refuse_encrypted(name: str, archive: zipfile.ZipFile) -> None:
    if MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST):
        raise UnreadableError(
            f"“{name}” is password-protected. Save it without a password, then upload it."
        )
