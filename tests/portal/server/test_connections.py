"""How many connections there may be, and which makes room for the next one."""

import threading
from contextlib import ExitStack

from tests.portal.server.served import (
    CLOSE,
    asked,
    connected,
    get,
    served,
    until_closed,
)


def test_the_connection_that_has_waited_longest_makes_room_for_the_next():
    with served(most=3) as (port, _), ExitStack() as visitors:
        waiting = [
            visitors.enter_context(connected(port, b"GET / HTTP/1.1\r\n"))
            for _ in range(3)
        ]

        answer = asked(port, get("/", CLOSE))

        assert (answer.endswith(b"fine"), until_closed(waiting[0])) == (True, b"")
        waiting[1].sendall(b"Host: x\r\nConnection: close\r\n\r\n")
        assert until_closed(waiting[1]).endswith(b"fine")


def test_what_is_being_answered_makes_room_for_nobody():
    goes_on, begun = threading.Event(), threading.Semaphore(0)

    def application(environ, start_response):
        begun.release()
        assert goes_on.wait()
        start_response("200 OK", [])
        return [b"long"]

    with served(application, most=2) as (port, _), ExitStack() as visitors:
        answered = [
            visitors.enter_context(connected(port, get("/", CLOSE))) for _ in range(2)
        ]
        for _ in answered:
            assert begun.acquire()

        assert asked(port, get("/", CLOSE)) == b""
        goes_on.set()
        assert [until_closed(one)[-4:] for one in answered] == [b"long", b"long"]


def test_hundreds_of_half_requests_leave_nothing_behind():
    with served(most=10) as (port, connections):
        for _ in range(200):
            with connected(port, b"GET / HTTP/1.1\r\n"):
                pass
        answer = asked(port, get("/", CLOSE))

        assert answer.endswith(b"fine")
        assert len(connections.waiting) <= 10
    assert (connections.waiting, connections.exchanges) == ({}, set())


def test_a_server_that_ends_answers_what_it_has_accepted_and_drops_what_it_has_answered():
    with served() as (port, connections), ExitStack() as visitors:
        answered = visitors.enter_context(connected(port, get("/")))
        while not answered.recv(1000).endswith(b"fine"):
            pass
        accepted = visitors.enter_context(connected(port))
        while len(connections.waiting) < 2:
            pass

        connections.loop.call_soon_threadsafe(connections.stop_waiting)
        assert until_closed(answered) == b""
        accepted.sendall(get("/", CLOSE))

        assert until_closed(accepted).endswith(b"fine")
    assert connections.fresh == set()
