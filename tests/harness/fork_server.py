"""A program that forks workers which read files: python -m tests.harness.fork_server DESCRIPTOR

The descriptor is of a socket. A message on it brings a connection and the standard streams of a
worker; over the connection, the program sends the worker's PID, and its wait status
when it ends. The program has
imported what a worker imports before it reads its request, and nothing else.
"""

import os
import socket
import sys
import traceback
from array import array
from contextlib import suppress

from portal.documents import sandbox_worker

# A connection, standard input, output and error.
DESCRIPTORS = 4


def serve(control):
    """Serve until the other end of the socket is closed, by the end of its process at the latest."""
    while True:
        message, received, _, _ = socket.recv_fds(control, 1, DESCRIPTORS)
        if not message:
            return
        fork(watch, *received)
        for descriptor in received:
            os.close(descriptor)
        reap()


def reap():
    """Forget the processes that have ended."""
    with suppress(ChildProcessError):
        while os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG):
            """There may be another."""


def fork(work, *arguments):
    """Do the work in a process of its own; return its PID."""
    if pid := os.fork():
        return pid
    status = 1
    try:
        work(*arguments)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def watch(connection, *streams):
    """Start a worker, wait for it, and send how it ended."""
    pid = fork(become_worker, *streams)
    with socket.socket(fileno=connection) as sending:
        sending.sendall(array("i", [pid]))
        sending.sendall(array("i", [os.waitpid(pid, 0)[1]]))


def become_worker(*streams):
    os.setsid()
    os.chdir("/")
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(len(streams), os.sysconf("SC_OPEN_MAX"))
    sandbox_worker.main()


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control)
