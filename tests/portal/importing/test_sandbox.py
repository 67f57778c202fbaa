"""A file is read in a process that can do nothing else, and whose end is told in words."""

import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from portal.importing import sandbox
from portal.importing.source import UnreadableError
from portal.importing.vocabulary import Vocabulary

# Runs in the process instead of reading a file, behind its limits.
TRIES = {
    "a file": "open('/etc/hostname')",
    "a folder": "import os; os.listdir('/')",
    "a connection": "import socket; socket.socket()",
    "a pipe": "import os; os.pipe()",
    "much memory": "bytearray(800 << 20)",
}
HELD = """
import sys
from portal.importing import child
child.hold_to_limits()
import socket
child.close_all_ways_out()
try:
    {tried}
except (OSError, MemoryError) as fault:
    print(type(fault).__name__)
"""


@pytest.mark.parametrize("what", TRIES)
def test_a_process_that_reads_can_open_nothing(what):
    done = subprocess.run(
        [sys.executable, "-c", HELD.format(tried=TRIES[what])],
        env={"PYTHONPATH": str(sandbox.BASE)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == (
        "MemoryError" if what == "much memory" else "OSError"
    )


def test_a_process_knows_no_secret():
    assert not {
        name for name in sandbox.ENVIRONMENT if "SECRET" in name or "DATABASE" in name
    }


def test_a_file_is_read_and_parsed():
    source, draft = sandbox.draft(
        "a.txt", b"Workshop\n\n1. One.\n\n2. Two.", Vocabulary()
    )

    assert source.text == "Workshop\n\n1. One.\n\n2. Two."
    assert [one.text for one in draft.paragraphs] == ["One.", "Two."]


def test_a_refusal_crosses_in_its_own_words():
    with pytest.raises(UnreadableError, match="holds NUL bytes"):
        sandbox.read("a.txt", b"a\0b")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("import time; time.sleep(86400)", "takes too long to read"),
        ("import os; os.abort()", "reading it broke off"),
        ("print('{}')", "reading it broke off"),
        ("print('x' * 10)", "reading it broke off"),
        ("raise SystemExit(3)", "reading it broke off"),
    ],
)
def test_however_the_process_ends_its_sender_reads_a_sentence(
    monkeypatch, command, sentence
):
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", command))
    if "sleep" in command:
        monkeypatch.setattr(sandbox, "SECONDS_TO_READ", 0.2)

    with pytest.raises(UnreadableError, match=sentence):
        sandbox.read("a.txt", b"text")


def test_who_comes_while_others_are_read_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr(sandbox, "SECONDS_TO_WAIT", 0.01)
    for _ in range(sandbox.AT_ONCE):
        sandbox.places.acquire()
    try:
        with pytest.raises(UnreadableError, match="2 other files are being read now"):
            sandbox.read("a.txt", b"text")
    finally:
        for _ in range(sandbox.AT_ONCE):
            sandbox.places.release()
    assert sandbox.read("a.txt", b"text").text == "text"


def command_lines():
    """Yield with what each process on the machine was started; one may end meanwhile."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield file.read_text(errors="replace")


def test_nothing_is_left_of_a_process_that_was_killed(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    marker = f"time.sleep(86400)  # {tmp_path}"
    monkeypatch.setattr(
        sandbox, "COMMAND", (sys.executable, "-c", f"import time; {marker}")
    )
    monkeypatch.setattr(sandbox, "SECONDS_TO_READ", 0.2)

    with pytest.raises(UnreadableError):
        sandbox.read("a.txt", b"text")

    assert list(tmp_path.iterdir()) == []
    assert not any(marker in line for line in command_lines())
