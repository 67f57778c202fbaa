"""A worker process of the server: its limits, and how it is replaced."""

import resource
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest

from portal.management.commands.serve import OPTIONS
from portal.server import limits, worker
from tests.harness.own_portal import own_portal


@pytest.fixture
def portal(tmp_path):
    yield from own_portal(tmp_path, "sqlite")


def children_of(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return set(children.split())


def ask(port):
    """Request a page on a new connection, as soon as the server listens."""
    while True:
        connection = HTTPConnection("127.0.0.1", port)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().read()
        except ConnectionRefusedError:
            continue
        finally:
            connection.close()


def test_a_worker_that_reaches_max_requests_is_replaced_without_failed_requests(portal):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [*OPTIONS, "--max-requests", "20", "--max-requests-jitter", "0"]
    where = ("--bind", f"127.0.0.1:{port}", "--workers", "1")
    process = portal.start("-m", "gunicorn", "portal.config.wsgi:application", *options, *where)
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


def test_the_open_files_limit_is_raised_to_fit_all_connections():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        raised = worker.connection_limit()
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert (raised, soft) == (
        limits.CONNECTIONS,
        limits.CONNECTIONS + limits.RESERVED_FILES,
    )
