"""The worker process that parses an untrusted file: python -m portal.documents.sandbox_worker

Standard input is a line of JSON (WorkerRequest) followed by the file's bytes; standard output is a
WorkerResult and, if that has a source, a line with its comparison with a second extraction. The
result is written first: if the second extraction takes too long or fails, the file is imported
nevertheless. Before reading the file, the process gives up the right to open files and sockets and
to start processes: it has no network, no database and no secrets.
"""

import codecs
import errno
import os
import resource
import sys
from base64 import b64encode
from collections.abc import Callable
from importlib import import_module

from portal.documents import (
    attachments,
    limits,
    page_images,
    proof,
    readers,
    second_extraction,
    spreadsheets,
)
from portal.documents.sandbox_protocol import (
    COMPARISON,
    REQUEST,
    RESULT,
    Task,
    WorkerRequest,
    WorkerResult,
)
from portal.parsing import pipeline
from portal.parsing.calendar_words import token_pattern
from portal.parsing.source import UnreadableError

CPU_SECONDS = 12
MEMORY_BYTES = 700 << 20
OUTPUT_BYTES = 64 << 20
DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
# Modules that the standard library imports lazily.
LAZY_MODULES = ("heapq", "bz2", "lzma")
# Codecs to load before files can no longer be opened.
ENCODINGS = (
    *("ascii", "cp437", "cp850", "cp874", "cp1250", "cp1251", "cp1252", "cp1258", "utf-8-sig"),
    *("big5", "euc-jp", "euc-kr", "gb18030", "gb2312", "gbk", "iso-8859-1", "iso-8859-2"),
    *("iso-8859-15", "koi8-r", "shift_jis", "tis-620", "utf-16", "utf-16-le", "utf-16-be"),
)  # fmt: skip


def main() -> None:
    set_resource_limits()
    header, _, content = sys.stdin.buffer.read().partition(b"\n")
    request = REQUEST.validate_json(header)
    preload(request)
    enter_sandbox()
    result = handle(request, content)
    write(RESULT.dump_json(result))
    if result.source is not None:
        write(b"\n")
        write(COMPARISON.dump_json(proof.compare_again(request.name, content, result.source)))


def write(response: bytes) -> None:
    try:
        sys.stdout.buffer.write(response)
        sys.stdout.buffer.flush()
    except OSError as error:
        # Not an error of the file, and nothing can be printed: return errno as exit status.
        os._exit(error.errno if error.errno in DISK_FULL else 1)


def set_resource_limits() -> None:
    for kind, limit in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def preload(request: WorkerRequest) -> None:
    """Import what handling this file needs, while files can still be opened."""
    for module in LAZY_MODULES:
        import_module(module)
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    if load := LOADERS.get(request.task):
        load()
        return
    readers.load_reader_of(request.name)
    if request.task == Task.RENDER_PAGE:
        page_images.load()
    else:
        second_extraction.load_extraction_of(request.name)
        token_pattern()  # Reads the names of months from files.


def enter_sandbox() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def handle(request: WorkerRequest, content: bytes) -> WorkerResult:
    try:
        return HANDLERS[request.task](request, content)
    except UnreadableError as error:
        return WorkerResult(str(error))
    except (MemoryError, RecursionError):
        return WorkerResult(
            refused=f"“{request.name}” is nested too deeply or needs too much memory to be "
            "read. Copy its text into a new document, then upload that."
        )


def read_report(request: WorkerRequest, content: bytes) -> WorkerResult:
    source = readers.read(request.name, content)
    if request.vocabulary is None:
        return WorkerResult("", source)
    draft = pipeline.parse_report(source, request.vocabulary)
    blocks = len(draft.paragraphs) + len(draft.recommendations) + len(draft.parts)
    limits.refuse_many_lines(request.name, blocks)
    return WorkerResult.of(source, draft)


def render_page(request: WorkerRequest, content: bytes) -> WorkerResult:
    return WorkerResult("", picture=page_image(request.name, content, request.page))


def read_table(request: WorkerRequest, content: bytes) -> WorkerResult:
    return WorkerResult("", table=spreadsheets.read(request.name, content))


def check_attachment(request: WorkerRequest, content: bytes) -> WorkerResult:
    return WorkerResult("", media_type=attachments.media_type_of(request.name, content))


def page_image(name: str, content: bytes, number: int) -> str:
    """Return a page of a PDF as a PNG image in Base64."""
    if readers.format_of(name) is not readers.FORMATS[".pdf"]:
        raise UnreadableError(f"“{name}” has no pages to show.")
    return b64encode(page_images.render_png(name, content, number)).decode()


HANDLERS: dict[Task, Callable[[WorkerRequest, bytes], WorkerResult]] = {
    Task.READ_REPORT: read_report,
    Task.RENDER_PAGE: render_page,
    Task.READ_TABLE: read_table,
    Task.CHECK_ATTACHMENT: check_attachment,
}
# Tasks that need neither a reader nor a second extraction.
LOADERS: dict[Task, Callable[[], None]] = {
    Task.READ_TABLE: spreadsheets.load,
    Task.CHECK_ATTACHMENT: attachments.load,
}

if __name__ == "__main__":
    main()
