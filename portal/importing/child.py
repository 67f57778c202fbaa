"""The process that reads a file which nobody trusts: python -m portal.importing.child

Its input is a line of JSON (the file's name, and the vocabulary if the text is to be
parsed) and then the file's bytes; its output is wire.Answer. Before it touches a byte of
the file it gives up every way to open a file, a socket or a process: it has no network, no
database and no secrets, and what goes wrong in it ends with it.
"""

import codecs
import errno
import os
import resource
import sys
from base64 import b64encode
from dataclasses import dataclass
from importlib import import_module

from portal.importing import parse, pictures, readers
from portal.importing.readers import bounds
from portal.importing.source import UnreadableError
from portal.importing.vocabulary import Vocabulary
from portal.importing.wire import Answer, packed, unpacked

SECONDS = 12
MEMORY = 700 << 20
OUTPUT = 64 << 20
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# What the standard library loads only where it needs it.
LATE = ("heapq", "bz2", "lzma")
# Loaded before no file can be opened any more.
ENCODINGS = (
    *("ascii", "cp437", "cp850", "cp874", "cp1250", "cp1251", "cp1252", "cp1258", "utf-8-sig"),
    *("big5", "euc-jp", "euc-kr", "gb18030", "gb2312", "gbk", "iso-8859-1", "iso-8859-2"),
    *("iso-8859-15", "koi8-r", "shift_jis", "tis-620", "utf-16", "utf-16-le", "utf-16-be"),
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What is asked of the process, besides the file's bytes."""

    name: str
    vocabulary: Vocabulary | None
    # The page of a PDF of which a picture is wanted; 0 for none.
    page: int = 0


def main() -> None:
    hold_to_limits()
    header, _, content = sys.stdin.buffer.read().partition(b"\n")
    request = unpacked(Request, header)
    prepare(request.name, request.page)
    close_all_ways_out()
    answered = packed(answer_to(request, content))
    try:
        sys.stdout.buffer.write(answered)
        sys.stdout.buffer.flush()
    except OSError as error:
        # Not the file's fault. Nothing can be printed either: the number goes back as the status.
        os._exit(error.errno if error.errno in NO_ROOM else 1)


def hold_to_limits() -> None:
    for kind, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(kind, (most, most))


def prepare(name: str, page: int = 0) -> None:
    """Load what reading such a file needs."""
    for module in LATE:
        import_module(module)
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    readers.load_reader_of(name)
    if page:
        pictures.load()


def close_all_ways_out() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def answer_to(request: Request, content: bytes) -> Answer:
    try:
        if request.page:
            return Answer(picture=picture_of(request.name, content, request.page))
        source = readers.read(request.name, content)
        if request.vocabulary is None:
            return Answer(source=source)
        draft = parse.parse(source, request.vocabulary)
        units = len(draft.paragraphs) + len(draft.recommendations) + len(draft.parts)
        bounds.refuse_many(request.name, units)
        return Answer.of(source, draft)
    except UnreadableError as fault:
        return Answer(refused=str(fault))
    except (MemoryError, RecursionError):
        return Answer(
            refused=f"“{request.name}” is nested too deep or needs too much memory to be "
            "read. Copy its text into a new document, then send that."
        )


def picture_of(name: str, content: bytes, number: int) -> str:
    """Return a page of a PDF as a PNG picture, in base 64."""
    if readers.format_of(name) is not readers.FORMATS[".pdf"]:
        raise UnreadableError(f"“{name}” has no pages to show.")
    return b64encode(pictures.png_of(name, content, number)).decode()


if __name__ == "__main__":
    main()
