"""A pytest plugin: workers that read files are forked from a process that has imported their modules.

Starting Python and importing takes far longer than reading the file of a test. The program of a
worker, its limits and the rights that it gives up are as in the portal. Tests that use
`portal_starts_workers` start workers as the portal does, and so do the programs of a portal that
tests start.
"""

import os
import socket
import subprocess
from array import array
from threading import Lock
from types import SimpleNamespace

import pytest

from portal.documents import sandbox

# As the portal has it.
COMMAND = sandbox.COMMAND
SERVER = (*COMMAND[:-1], "tests.harness.fork_server")
# The process and the socket to it, once the first worker was started.
SERVERS = []
starting = Lock()


class ForkedWorker:
    """A worker; has what the portal needs of subprocess.Popen."""

    def __init__(self, stdin, stdout, stderr):
        self.connection, theirs = socket.socketpair()
        with theirs:
            streams = [stream.fileno() for stream in (theirs, stdin, stdout, stderr)]
            socket.send_fds(control(), [b"\n"], streams)
        self.pid = self.receive()

    def receive(self):
        number = array("i")
        number.frombytes(self.connection.recv(number.itemsize, socket.MSG_WAITALL))
        return number[0]

    def wait(self):
        """Return the exit code, as Popen does."""
        with self.connection:
            return os.waitstatus_to_exitcode(self.receive())


def control():
    with starting:
        if not SERVERS:
            ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
            with theirs:
                process = subprocess.Popen(
                    [*SERVER, str(theirs.fileno())],
                    env=sandbox.ENVIRONMENT,
                    pass_fds=[theirs.fileno()],
                )
            SERVERS.append((process, ours))
        return SERVERS[0][1]


def start_process(command, *, stdin, stdout, stderr, **options):
    if command == COMMAND:
        return ForkedWorker(stdin, stdout, stderr)
    return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, **options)


def pytest_configure():
    sandbox.subprocess = SimpleNamespace(Popen=start_process)


def pytest_unconfigure():
    for process, socket_to_it in SERVERS:
        socket_to_it.close()
        process.wait()


@pytest.fixture
def portal_starts_workers(monkeypatch):
    monkeypatch.setattr(sandbox, "subprocess", subprocess)
