"""Size limits of files, checked before their content is parsed."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from portal.parsing.source import UnreadableError

MAX_FILE_SIZE = 10 * 1024 * 1024
MAX_TEXT_LENGTH = 1_500_000  # characters, about 500 pages
MAX_BLOCKS = 10_000  # paragraphs, recommendations and other blocks of a report
MAX_PAGES = 500
MAX_ENTRIES = 2_000
MAX_UNPACKED_SIZE = 64 * 1024 * 1024
MAX_PART_SIZE = 16 * 1024 * 1024
# With more, the tree of elements alone fills the memory. A limit of CPU time bounds how long a file
# takes.
MAX_ELEMENTS = 1_000_000
CHUNK_SIZE = 1 << 16
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
XML_SUFFIXES = (".xml", ".rels")


@dataclass(frozen=True)
class ArchiveLimits:
    """Limits of the XML parts of an archive."""

    elements: int
    part_size: int


REPORT_LIMITS = ArchiveLimits(MAX_ELEMENTS, MAX_PART_SIZE)
# A workbook is read cell by cell, so that its elements fill no memory.
WORKBOOK_LIMITS = ArchiveLimits(4_000_000, MAX_UNPACKED_SIZE)


def refuse_large(name: str, size: int) -> None:
    if size > MAX_FILE_SIZE:
        raise UnreadableError(f"“{name}” has {size:,} bytes; the limit is {MAX_FILE_SIZE:,}.")


def refuse_long_text(name: str, length: int) -> None:
    if length > MAX_TEXT_LENGTH:
        raise UnreadableError(
            f"“{name}” has {length:,} characters of text; the limit is {MAX_TEXT_LENGTH:,}."
        )


def refuse_many_lines(name: str, count: int) -> None:
    if count > MAX_BLOCKS:
        raise UnreadableError(
            f"“{name}” has {count:,} paragraphs and other blocks; "
            f"the limit is {MAX_BLOCKS:,}. Split the document, then import each part."
        )


def open_archive(
    name: str, content: bytes, limits: ArchiveLimits = REPORT_LIMITS
) -> zipfile.ZipFile:
    """Return the ZIP archive; raise UnreadableError if it is damaged or exceeds a limit."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        refuse_invalid_entries(name, archive.infolist())
        parts = unpack(name, archive, limits.part_size)
        elements = sum(count_elements(name, entry, part) for entry, part in parts)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
    ) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(
            f"“{name}” is damaged or incomplete. Save the document again, then upload it."
        ) from None
    if elements > limits.elements:
        raise UnreadableError(
            f"“{name}” has more than {limits.elements:,} elements, far more than a report "
            "needs. Copy its text into a new document, then upload that."
        )
    return archive


def refuse_invalid_entries(name: str, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MAX_ENTRIES:
        raise UnreadableError(
            f"“{name}” contains {len(names):,} files; the limit is {MAX_ENTRIES:,}."
        )
    if len(set(names)) < len(names) or any(map(is_outside_archive, names)):
        raise UnreadableError(
            f"“{name}” has a structure that no office program creates: files in it share a "
            "name or point outside. Save the document again, then upload it."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError(
            f"“{name}” is password-protected. Save it without a password, then upload it."
        )
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_SIZE:
        raise too_large_error(name)


def is_outside_archive(entry: str) -> bool:
    return entry.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", entry) or ":" in entry


def too_large_error(name: str) -> UnreadableError:
    return UnreadableError(
        f"“{name}” unpacks to more than {MAX_UNPACKED_SIZE:,} bytes. Remove the pictures, "
        "then upload it again."
    )


def unpack(
    name: str, archive: zipfile.ZipFile, part_size: int
) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield the XML parts, counting the unpacked bytes: the directory's sizes cannot be trusted."""
    total = 0
    for entry in archive.infolist():
        is_xml = entry.filename.lower().endswith(XML_SUFFIXES)
        xml = bytearray()
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK_SIZE):
                total += len(chunk)
                if total > MAX_UNPACKED_SIZE or len(xml) > part_size:
                    raise too_large_error(name)
                if is_xml:
                    xml += chunk
        if is_xml:
            yield entry, bytes(xml)


def count_elements(name: str, entry: zipfile.ZipInfo, part: bytes) -> int:
    """Return the count of tags in an XML part; refuse a part with a DTD."""
    if b"\0" in part[:4]:
        # UTF-16 or UTF-32: drop the NUL bytes of ASCII characters.
        part = part.replace(b"\0", b"")
    if DOCTYPE.search(part):
        raise UnreadableError(
            f"“{name}” contains a document type definition (DTD, in {entry.filename}), which "
            "no office program writes. Save the document again, then upload it."
        )
    return part.count(b"<") - part.count(b"</")
