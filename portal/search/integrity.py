"""Whether the files of the index still hold what the engine wrote.

The engine trusts its files: bytes that are not its own make it panic, or ask for all the memory
there is, and it checks none of the sums that it writes behind every file. They are checked here.
"""

import json
import os
import struct
import zlib
from pathlib import Path

# What stands at the end of a file: a JSON object, its length, and this number.
MAGIC = 1337
END = struct.Struct("<II")
BYTES_AT_ONCE = 1 << 20
META = "meta.json"

# Name, inode, size and time of the files that were whole: they are written once.
Seen = set[tuple[str, int, int, int]]
SOUND: Seen = set()
MOST_REMEMBERED = 10_000


def damaged_files(folder: Path, sound: Seen = SOUND) -> list[str]:
    """Return the names of the index's files that are not as they were written.

    Files that `sound` knows are not read again. A file that is gone is no matter of this: to
    open an index without it fails.
    """
    damaged = []
    for path in files_of(folder):
        try:
            status = path.stat()
            seen = (str(path), status.st_ino, status.st_size, status.st_mtime_ns)
            if seen in sound:
                continue
            if not is_as_written(path):
                damaged.append(path.name)
                continue
        except FileNotFoundError:
            continue
        if len(sound) >= MOST_REMEMBERED:
            sound.clear()
        sound.add(seen)
    return damaged


def files_of(folder: Path) -> list[Path]:
    """Return the files that the index consists of; others are being written, or left over."""
    try:
        meta = json.loads((folder / META).read_bytes())
        parts = {
            one["segment_id"].replace("-", ""): one["deletes"]
            for one in meta["segments"]
        }
        return [path for path in sorted(folder.iterdir()) if is_part(path.name, parts)]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        # It cannot be opened either.
        return []


def is_part(name: str, parts: dict) -> bool:
    stem, _, ending = name.partition(".")
    if stem not in parts or ending.endswith("temp"):
        return False
    if not ending.endswith("del"):
        return True
    deletes = parts[stem]
    return bool(deletes) and ending == f"{deletes['opstamp']}.del"


def is_as_written(path: Path) -> bool:
    """Say whether the file's sum is the one that stands behind it."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        try:
            file.seek(size - END.size)
            length, magic = END.unpack(file.read(END.size))
            body = size - END.size - length
            file.seek(body)
            footer = json.loads(file.read(length))
            written = footer["crc"]
        except (OSError, ValueError, LookupError, TypeError, struct.error):
            return False
        file.seek(0)
        found, left = 0, body
        while left and (block := file.read(min(left, BYTES_AT_ONCE))):
            found, left = zlib.crc32(block, found), left - len(block)
    return magic == MAGIC and found == written
