"""A file is read in a sandboxed process, and every failure of it gives an error message."""

import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from portal.documents import sandbox
from portal.documents.sandbox_protocol import RESULT, WorkerResult
from portal.parsing.disagreement import Disagreement, DisagreementKind
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.source import Source, UnreadableError
from tests.builders.pdf_files import paragraphs, printed

pytestmark = pytest.mark.usefixtures("portal_starts_workers")

# Statements that run in the sandbox instead of reading a file.
TRIES = {
    "a file": "open('/etc/hostname')",
    "a folder": "import os; os.listdir('/')",
    "a connection": "import socket; socket.socket()",
    "a pipe": "import os; os.pipe()",
    "much memory": "bytearray(800 << 20)",
}
SANDBOXED_SCRIPT = """
import sys
from portal.documents import sandbox_worker
sandbox_worker.set_resource_limits()
import socket
sandbox_worker.enter_sandbox()
try:
    {tried}
except (OSError, MemoryError) as fault:
    print(type(fault).__name__)
"""


@pytest.mark.parametrize("attempt", TRIES)
def test_a_sandboxed_worker_is_denied_files_sockets_pipes_and_much_memory(attempt):
    process = subprocess.run(
        [sys.executable, "-c", SANDBOXED_SCRIPT.format(tried=TRIES[attempt])],
        env={"PYTHONPATH": str(sandbox.BASE)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert process.stdout.strip() == ("MemoryError" if attempt == "much memory" else "OSError")


def test_the_worker_environment_holds_no_secret():
    assert not {name for name in sandbox.ENVIRONMENT if "SECRET" in name or "DATABASE" in name}


def test_the_worker_reads_and_parses_a_file():
    source, draft = sandbox.parse_document("a.txt", b"Workshop\n\n1. One.\n\n2. Two.", Vocabulary())

    assert source.text == "Workshop\n\n1. One.\n\n2. Two."
    assert [paragraph.text for paragraph in draft.paragraphs] == ["One.", "Two."]


def test_a_refusal_keeps_its_message_across_the_process_boundary():
    with pytest.raises(UnreadableError, match="contains NUL bytes"):
        sandbox.read_document("a.txt", b"a\0b")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("import time; time.sleep(86400)", "takes too long to read"),
        ("import os; os.abort()", "reading it failed"),
        ("print('{}')", "reading it failed"),
        ("print('x' * 10)", "reading it failed"),
        ("raise SystemExit(3)", "reading it failed"),
    ],
)
def test_every_worker_failure_gives_a_readable_error_message(monkeypatch, command, sentence):
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", command))
    if "sleep" in command:
        monkeypatch.setattr(sandbox, "PARSE_SECONDS", 0.2)

    with pytest.raises(UnreadableError, match=sentence):
        sandbox.read_document("a.txt", b"text")


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("time.sleep(86400)", "the second extraction takes too long"),
        ("os.abort()", "the second extraction failed"),
        ("sys.exit(3)", "the second extraction failed"),
    ],
)
def test_a_worker_that_ends_after_its_result_makes_the_text_uncertain(monkeypatch, end, reason):
    result = RESULT.dump_json(WorkerResult("", Source("a.txt", "text/plain", "Text.")))
    command = f"import os, sys, time; os.write(1, {result!r} + b'\\n'); {end}"
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", command))
    monkeypatch.setattr(sandbox, "PARSE_SECONDS", 2 if "sleep" in end else 14)

    source = sandbox.read_document("a.txt", b"Text.")

    assert (source.text, source.disagreements) == (
        "Text.",
        (Disagreement(DisagreementKind.NOT_COMPARED, 0, 5, theirs=reason),),
    )


@pytest.mark.parametrize(
    "content",
    [
        printed(paragraphs("Fees of ports rose.")),
        printed(paragraphs("A."), paragraphs("Fées – dear.")),
    ],
)
def test_a_pdf_is_extracted_again_within_the_sandbox(content):
    assert sandbox.read_document("a.pdf", content).disagreements == ()


def test_a_file_is_refused_with_a_message_while_all_workers_are_busy(monkeypatch):
    monkeypatch.setattr(sandbox, "WAIT_SECONDS", 0.01)
    for _ in range(sandbox.MAX_WORKERS):
        sandbox.worker_slots.acquire()
    try:
        with pytest.raises(UnreadableError, match="2 other files are being read now"):
            sandbox.read_document("a.txt", b"text")
    finally:
        for _ in range(sandbox.MAX_WORKERS):
            sandbox.worker_slots.release()
    assert sandbox.read_document("a.txt", b"text").text == "text"


def command_lines():
    """Yield the command line of every process on the machine; a process may end meanwhile."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield file.read_text(errors="replace")


def test_a_killed_worker_leaves_no_process_and_no_temporary_file(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    marker = f"time.sleep(86400)  # {tmp_path}"
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", f"import time; {marker}"))
    monkeypatch.setattr(sandbox, "PARSE_SECONDS", 0.2)

    with pytest.raises(UnreadableError):
        sandbox.read_document("a.txt", b"text")

    assert list(tmp_path.iterdir()) == []
    assert not any(marker in line for line in command_lines())
