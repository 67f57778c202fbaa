"""A process of the server: how it ends, and how another takes its place."""

import resource
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest

from portal.management.commands.serve import OPTIONS
from portal.server import limits, worker
from tests.own_portal import own_portal


@pytest.fixture
def portal(tmp_path):
    yield from own_portal(tmp_path, "sqlite")


def children_of(pid):
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return set(listed.split())


def ask(port):
    """Ask for a page on a connection of its own, as soon as the server listens."""
    while True:
        connection = HTTPConnection("127.0.0.1", port)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().read()
        except ConnectionRefusedError:
            continue
        finally:
            connection.close()


def test_a_process_makes_room_for_a_new_one_and_nobody_notices(portal):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [*OPTIONS, "--max-requests", "20", "--max-requests-jitter", "0"]
    where = ("--bind", f"127.0.0.1:{port}", "--workers", "1")
    process = portal.start(
        "-m", "gunicorn", "portal.wsgi:application", *options, *where
    )
    try:
        ask(port)
        first = children_of(process.pid)
        answers = set()
        while children_of(process.pid) & first:
            answers.add(ask(port))
        answers.add(ask(port))
    finally:
        process.terminate()
        _, complaints = process.communicate()

    assert (answers, "ERROR" in complaints) == ({b"alive"}, False)


def test_a_process_has_files_enough_for_its_connections():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        raised = worker.most_connections()
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert (raised, soft) == (
        limits.CONNECTIONS,
        limits.CONNECTIONS + limits.OTHER_FILES,
    )
