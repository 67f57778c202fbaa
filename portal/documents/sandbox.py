"""Parse files in a sandboxed worker process with limited resources."""

import binascii
import errno
import logging
import os
import signal
import subprocess
import sys
import tempfile
from base64 import b64decode
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import IO

from portal.documents.attachments.media_types import ENDINGS
from portal.documents.connection_release import release_connections
from portal.documents.sandbox_protocol import (
    COMPARISON_FAILED,
    COMPARISON_TOO_LONG,
    REQUEST,
    ProtocolError,
    Task,
    WorkerRequest,
    WorkerResult,
    load_result,
)
from portal.documents.spreadsheets.read_table import ReadTable
from portal.metrics.counters import SANDBOX_RUNS
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.source import Source, UnreadableError

BASE = Path(__file__).resolve().parents[2]
MAX_WORKERS = 2
WAIT_SECONDS = 30
PARSE_SECONDS = 14
ENVIRONMENT = {"PYTHONPATH": str(BASE), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
COMMAND = (sys.executable, "-s", "-m", "portal.documents.sandbox_worker")
# Exit statuses of a worker whose response does not fit on the disk.
DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
# The results that are counted.
READ, REFUSED, BUSY = "read", "refused", "busy"
TOO_LONG, NO_SPACE, FAILED, INVALID = "too long", "disk full", "failed", "invalid answer"
worker_slots = BoundedSemaphore(MAX_WORKERS)
log = logging.getLogger(__name__)


def read_document(name: str, content: bytes) -> Source:
    """Return the source in the file.

    Raises UnreadableError with a message for the sender, OSError if the disk is full.
    """
    source = run_worker(WorkerRequest(name), content).source
    if source is None:
        raise parsing_failed_error(name)
    return source


def parse_document(
    name: str, content: bytes, vocabulary: Vocabulary
) -> tuple[Source, ParsedReport]:
    """Return the source and the parsed draft. Raises errors as `read_document` does."""
    result = run_worker(WorkerRequest(name, vocabulary), content)
    try:
        if result.source is None:
            raise parsing_failed_error(name)
        return result.source, result.with_speakers()
    except ProtocolError:
        raise parsing_failed_error(name) from None


def render_page(name: str, content: bytes, page: int) -> bytes:
    """Return a page of a PDF as a PNG image. Raises errors as `read_document` does."""
    result = run_worker(WorkerRequest(name, page=page, task=Task.RENDER_PAGE), content)
    try:
        return b64decode(result.picture, validate=True)
    except binascii.Error:
        raise parsing_failed_error(name) from None


def read_table(name: str, content: bytes) -> ReadTable:
    """Return the table in a CSV or XLSX file. Raises errors as `read_document` does."""
    table = run_worker(WorkerRequest(name, task=Task.READ_TABLE), content).table
    if table is None:
        raise parsing_failed_error(name)
    return table


def check_attachment(name: str, content: bytes) -> str:
    """Return the media type that the content has. Raises errors as `read_document` does."""
    media_type = run_worker(WorkerRequest(name, task=Task.CHECK_ATTACHMENT), content).media_type
    if media_type not in ENDINGS:
        raise parsing_failed_error(name)
    return media_type


def run_worker(request: WorkerRequest, content: bytes) -> WorkerResult:
    """Return the worker's result. Raises InTransactionError inside a transaction."""
    release_connections()
    if not worker_slots.acquire(timeout=WAIT_SECONDS):
        SANDBOX_RUNS.labels(BUSY).inc()
        raise UnreadableError(
            f"“{request.name}” was not read: {MAX_WORKERS} other files are being read now. "
            "Try again in a minute."
        )
    try:
        result = start_worker(request.name, REQUEST.dump_json(request), content)
    finally:
        worker_slots.release()
    SANDBOX_RUNS.labels(REFUSED if result.refused else READ).inc()
    if result.refused:
        raise UnreadableError(result.refused)
    return result


def start_worker(name: str, header: bytes, content: bytes) -> WorkerResult:
    """Run a worker process and return its result; anonymous files carry input and output."""
    with (
        tempfile.TemporaryFile() as stdin,
        tempfile.TemporaryFile() as stdout,
        tempfile.TemporaryFile() as stderr,
    ):
        stdin.writelines((header, b"\n", content))
        stdin.seek(0)
        process = subprocess.Popen(
            COMMAND,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
        )
        status = wait_for(process)
        is_killed = status in {-signal.SIGXCPU, -signal.SIGKILL}
        if status and is_read(stdout) and status not in DISK_FULL:
            # The text was read; what failed is the comparison after it.
            log_failure(name, status, stderr)
            return load_response(
                name, stdout, COMPARISON_TOO_LONG if is_killed else COMPARISON_FAILED
            )
        if is_killed:
            SANDBOX_RUNS.labels(TOO_LONG).inc()
            raise UnreadableError(
                f"“{name}” takes too long to read: its structure is unlike that of any report. "
                "Copy its text into a new document, then upload that."
            )
        if status in DISK_FULL:
            SANDBOX_RUNS.labels(NO_SPACE).inc()
            raise OSError(status, os.strerror(status))
        if status:
            log_failure(name, status, stderr)
            SANDBOX_RUNS.labels(FAILED).inc()
            raise parsing_failed_error(name)
        return load_response(name, stdout)


def is_read(stdout: IO[bytes]) -> bool:
    """Return whether the worker has written its result, and failed in the comparison after it."""
    stdout.seek(0)
    return any(line.endswith(b"\n") for line in stdout)


def load_response(name: str, stdout: IO[bytes], failure: str = COMPARISON_FAILED) -> WorkerResult:
    stdout.seek(0)
    try:
        return load_result(stdout.read(), failure)
    except ProtocolError:
        SANDBOX_RUNS.labels(INVALID).inc()
        raise parsing_failed_error(name) from None


def wait_for(process: subprocess.Popen[bytes]) -> int:
    """Return the exit status; kill the process group after PARSE_SECONDS."""
    # wait() with a timeout would poll, which adds latency.
    timer = Timer(PARSE_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
    timer.start()
    try:
        return process.wait()
    finally:
        timer.cancel()


def log_failure(name: str, status: int, stderr: IO[bytes]) -> None:
    """Log the end of the worker's standard error."""
    stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - 2_000))
    excerpt = stderr.read().decode(errors="replace")
    # Names of files may be those of people.
    ending = Path(name).suffix
    log.warning("Reading a file (%s) ended with status %s: %s", ending, status, excerpt)


def parsing_failed_error(name: str) -> UnreadableError:
    return UnreadableError(
        f"“{name}” cannot be read: reading it failed, so it is damaged or structured in an "
        "unusual way. Save it again, or copy its text into a new document and upload that."
    )
