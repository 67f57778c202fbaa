"""The connection limit, and which connection is closed to admit a new one."""

import asyncio
import threading
from contextlib import ExitStack

from tests.harness.http_server import (
    CLOSE,
    begin,
    connected,
    end,
    get,
    send_request,
    served,
    until_closed,
)


def test_the_longest_waiting_connection_is_closed_to_admit_a_new_one():
    with served(most=3) as (port, _), ExitStack() as visitors:
        waiting = [visitors.enter_context(connected(port, b"GET / HTTP/1.1\r\n")) for _ in range(3)]

        answer = send_request(port, get("/", CLOSE))

        assert (answer.endswith(b"fine"), until_closed(waiting[0])) == (True, b"")
        waiting[1].sendall(b"Host: x\r\nConnection: close\r\n\r\n")
        assert until_closed(waiting[1]).endswith(b"fine")


def test_a_connection_being_answered_is_never_closed_to_admit_another():
    may_continue, started = threading.Event(), threading.Semaphore(0)

    def application(environ, start_response):
        started.release()
        assert may_continue.wait()
        start_response("200 OK", [])
        return [b"long"]

    with served(application, most=2) as (port, _), ExitStack() as visitors:
        answered = [visitors.enter_context(connected(port, get("/", CLOSE))) for _ in range(2)]
        for _ in answered:
            assert started.acquire()

        assert send_request(port, get("/", CLOSE)) == b""
        may_continue.set()
        assert [until_closed(connection)[-4:] for connection in answered] == [b"long", b"long"]


def test_hundreds_of_incomplete_requests_leak_no_connections():
    with served(most=10) as (port, connections):
        for _ in range(200):
            with connected(port, b"GET / HTTP/1.1\r\n"):
                pass
        answer = send_request(port, get("/", CLOSE))

        assert answer.endswith(b"fine")
        assert len(connections.waiting) <= 10
    assert (connections.waiting, connections.exchanges) == ({}, set())


def test_a_stopping_server_answers_accepted_connections_and_closes_idle_ones():
    with served() as (port, connections), ExitStack() as visitors:
        answered = visitors.enter_context(connected(port, get("/")))
        while not answered.recv(1000).endswith(b"fine"):
            pass
        accepted = visitors.enter_context(connected(port))
        while len(connections.waiting) < 2:
            pass

        connections.loop.call_soon_threadsafe(connections.close_idle)
        assert until_closed(answered) == b""
        accepted.sendall(get("/", CLOSE))

        assert until_closed(accepted).endswith(b"fine")
    assert connections.new_streams == set()


def test_connections_that_wait_at_once_are_shared_by_those_who_accept_them():
    with served() as (port, connections), ExitStack() as visitors:

        def run(work):
            return asyncio.run_coroutine_threadsafe(work, connections.loop).result()

        # As two processes of gunicorn have one socket.
        listening = connections.listening[0].dup()
        other = run(begin(connections.site, listening, most=100))
        everybody_is_here = threading.Event()
        connections.loop.call_soon_threadsafe(everybody_is_here.wait)
        for _ in range(20):
            visitors.enter_context(connected(port))
        everybody_is_here.set()
        while len(connections.waiting) + len(other.waiting) < 20:
            pass

        assert (len(connections.waiting), len(other.waiting)) == (10, 10)
        run(end(other))
