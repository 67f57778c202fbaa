"""Verify the checksums of the index's files.

tantivy trusts its files: foreign bytes make it panic or allocate all memory, and it does not
check the checksums that it appends to every file.
"""

import json
import os
import struct
import zlib
from pathlib import Path

# The footer of a file: a JSON object, its length, and this number.
MAGIC = 1337
FOOTER_END = struct.Struct("<II")
READ_SIZE = 1 << 20
META = "meta.json"

# (path, inode, size, modification time) of verified files: tantivy never rewrites a file.
VerifiedFiles = set[tuple[str, int, int, int]]
VERIFIED: VerifiedFiles = set()
MAX_VERIFIED = 10_000


def damaged_files(folder: Path, verified: VerifiedFiles = VERIFIED) -> list[str]:
    """Return the names of the index's files whose checksum is wrong.

    Files in `verified` are not read again; intact ones are added to it. Missing files are
    ignored: opening the index without them fails.
    """
    damaged = []
    for path in index_files(folder):
        try:
            status = path.stat()
            identity = (str(path), status.st_ino, status.st_size, status.st_mtime_ns)
            if identity in verified:
                continue
            if not has_valid_checksum(path):
                damaged.append(path.name)
                continue
        except FileNotFoundError:
            continue
        if len(verified) >= MAX_VERIFIED:
            verified.clear()
        verified.add(identity)
    return damaged


def index_files(folder: Path) -> list[Path]:
    """Return the files of the index, without those that are being written or left over."""
    try:
        meta = json.loads((folder / META).read_bytes())
        segments = {
            segment["segment_id"].replace("-", ""): segment["deletes"]
            for segment in meta["segments"]
        }
        return [path for path in sorted(folder.iterdir()) if is_index_file(path.name, segments)]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        # Opening the index fails as well.
        return []


def is_index_file(name: str, segments: dict) -> bool:
    """Return whether the file belongs to a segment; `segments` maps each to its deletions."""
    stem, _, suffix = name.partition(".")
    if stem not in segments or suffix.endswith("temp"):
        return False
    if not suffix.endswith("del"):
        return True
    deletes = segments[stem]
    return bool(deletes) and suffix == f"{deletes['opstamp']}.del"


def has_valid_checksum(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        try:
            file.seek(size - FOOTER_END.size)
            length, magic = FOOTER_END.unpack(file.read(FOOTER_END.size))
            content_size = size - FOOTER_END.size - length
            file.seek(content_size)
            footer = json.loads(file.read(length))
            expected = footer["crc"]
        except (OSError, ValueError, LookupError, TypeError, struct.error):
            return False
        file.seek(0)
        checksum, remaining = 0, content_size
        while remaining and (block := file.read(min(remaining, READ_SIZE))):
            checksum, remaining = zlib.crc32(block, checksum), remaining - len(block)
    return magic == MAGIC and checksum == expected
