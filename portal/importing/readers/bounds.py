"""How much a file may hold before it is opened: what is beyond is refused, unread."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from portal.importing.source import UnreadableError

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_TEXT = 1_500_000  # characters: some five hundred pages
MOST_UNITS = 10_000  # paragraphs, recommendations and other pieces of a report
MOST_PAGES = 500
MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 64 * 1024 * 1024
LARGEST_PART = 16 * 1024 * 1024
MOST_ELEMENTS = 200_000
CHUNK = 1 << 16
MARK_UP = re.compile(rb"<[\w!?]")
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
XML = (".xml", ".rels")


def refuse_large(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise UnreadableError(
            f"“{name}” holds {size:,} bytes; {LARGEST_FILE:,} are the most."
        )


def refuse_long(name: str, length: int) -> None:
    if length > LARGEST_TEXT:
        raise UnreadableError(
            f"“{name}” holds {length:,} characters of text; {LARGEST_TEXT:,} are the most."
        )


def refuse_many(name: str, count: int) -> None:
    if count > MOST_UNITS:
        raise UnreadableError(
            f"“{name}” falls into {count:,} paragraphs and other pieces; "
            f"{MOST_UNITS:,} are the most. Send it in parts."
        )


def archive(name: str, content: bytes) -> zipfile.ZipFile:
    """Return the archive that a file is, when nothing in it is too much or out of place."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
        refuse_odd_entries(name, opened.infolist())
        parts = unpacked(name, opened)
        elements = sum(elements_in(name, entry, part) for entry, part in parts)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
    ) as fault:
        if isinstance(fault, UnreadableError):
            raise
        raise UnreadableError(
            f"“{name}” is damaged or cut short. Save the document anew, then send it again."
        ) from None
    if elements > MOST_ELEMENTS:
        raise UnreadableError(
            f"“{name}” is made of more than {MOST_ELEMENTS:,} pieces, far more than a report "
            "needs. Copy its text into a new document, then send that."
        )
    return opened


def refuse_odd_entries(name: str, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES:
        raise UnreadableError(
            f"“{name}” is made of {len(names):,} files; {MOST_ENTRIES:,} are the most."
        )
    if len(set(names)) < len(names) or any(map(is_astray, names)):
        raise UnreadableError(
            f"“{name}” is made up in a way that no word processor does: files in it share a "
            "name or point outside. Save the document anew, then send it again."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError(
            f"“{name}” is locked with a password. Save it without one, then send it again."
        )
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise too_large(name)


def is_astray(entry: str) -> bool:
    return (
        entry.startswith(("/", "\\"))
        or ".." in re.split(r"[/\\]", entry)
        or ":" in entry
    )


def too_large(name: str) -> UnreadableError:
    return UnreadableError(
        f"“{name}” unpacks to more than {LARGEST_UNPACKED:,} bytes. Take the pictures out, "
        "then send it again."
    )


def unpacked(
    name: str, opened: zipfile.ZipFile
) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield the XML parts; whatever the directory says of sizes, no more is unpacked than may be."""
    total = 0
    for entry in opened.infolist():
        is_xml = entry.filename.lower().endswith(XML)
        kept = bytearray()
        with opened.open(entry) as part:
            while chunk := part.read(CHUNK):
                total += len(chunk)
                if total > LARGEST_UNPACKED or len(kept) > LARGEST_PART:
                    raise too_large(name)
                if is_xml:
                    kept += chunk
        if is_xml:
            yield entry, bytes(kept)


def elements_in(name: str, entry: zipfile.ZipInfo, part: bytes) -> int:
    """Return how many elements an XML part has; refuses one that defines its own entities."""
    if b"\0" in part[:4]:
        # UTF-16 or UTF-32: every other byte of plain letters is nothing.
        part = part.replace(b"\0", b"")
    if DOCTYPE.search(part):
        raise UnreadableError(
            f"“{name}” defines abbreviations of its own (a DTD, in {entry.filename}), which "
            "no word processor writes. Save the document anew, then send it again."
        )
    return len(MARK_UP.findall(part))
