"""The portal as `manage.py serve` serves it, on a data folder of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from functools import cache
from http.client import HTTPConnection
from uuid import uuid4

import pytest
from django.conf import settings

from tests.harness.own_portal import kill


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


# Processes by the port on which each listens, or will listen.
SERVERS = {}


@pytest.fixture
def port():
    return free_port()


def start_in(data, port, folder=settings.BASE_DIR, **more):
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    # Another process for each server: only the tests of the jobs start it.
    clean["EXTERNAL_SCHEDULER"] = "yes"
    # Nobody reads what it prints while it runs.
    clean["ACCESS_LOG"] = "no"
    # Each process renders pages before it answers.
    clean["WEB_CONCURRENCY"] = "1"
    process = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "serve"],
        cwd=folder,
        env=clean | {"DATA_DIR": str(data), "PORT": str(port)} | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    SERVERS[port] = process
    return process


@cache
def started_data():
    """Return the data folder of a portal that was started once: a first start takes seconds."""
    data, port = settings.DATA_DIR / f"started_{uuid4().hex}", free_port()
    process = start_in(data, port)
    ask(port, "/")
    stop(process)
    return data


def copy_started(data):
    """Make a data folder that no longer needs what a first start does."""
    shutil.copytree(started_data(), data)


@pytest.fixture
def serve(tmp_path, port):
    started = []

    def start(port=port, folder=settings.BASE_DIR, **more):
        started.append(start_in(tmp_path / "data", port, folder, **more))
        return started[-1]

    yield start
    for process in started:
        kill(process)


def stop(process):
    process.terminate()
    return process.communicate()[0]


def ask(port, path, **headers):
    """Return status, headers and text of a page as soon as the server answers."""
    while True:
        try:
            with closing(HTTPConnection("127.0.0.1", port)) as connection:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                return answer.status, answer.headers, answer.read().decode()
        except ConnectionRefusedError:
            # The server is starting, or has ended.
            if SERVERS[port].poll() is not None:
                raise
            time.sleep(0.1)
