"""A primary that was lost is not waited for by every request."""

import threading

import pytest

from portal.replica import primary
from portal.replica.primary import PrimaryCondition


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(primary, "monotonic", lambda: now[0])
    return now


class Connections:
    """Counts how often somebody tried to connect."""

    def __init__(self, is_up):
        self.is_up, self.attempts = is_up, 0

    def connect(self):
        self.attempts += 1
        return self.is_up


def test_after_a_failure_requests_do_not_try_for_five_seconds(clock):
    condition, connections = PrimaryCondition(), Connections(is_up=False)

    answers = [condition.connect(connections.connect) for _ in range(50)]
    clock[0] += 5
    connections.is_up = True
    answers += [condition.connect(connections.connect) for _ in range(2)]

    assert answers == [False] * 50 + [True, True]
    assert connections.attempts == 3


def test_health_checks_ask_at_most_once_a_second(clock):
    condition, connections = PrimaryCondition(), Connections(is_up=True)

    answers = [condition.current(connections.connect) for _ in range(50)]
    clock[0] += 1
    connections.is_up = False
    answers += [condition.current(connections.connect) for _ in range(50)]

    assert answers == [True] * 50 + [False] * 50
    assert connections.attempts == 2


def test_a_request_that_failed_has_the_next_check_ask_again(clock):
    condition, connections = PrimaryCondition(), Connections(is_up=True)
    condition.current(connections.connect)
    connections.is_up = False

    condition.expire()

    assert not condition.current(connections.connect)


def test_while_one_thread_tries_to_connect_the_others_do_not_wait(clock):
    condition = PrimaryCondition(is_reachable=False)
    begun, answered = threading.Event(), threading.Event()

    def connect_slowly():
        begun.set()
        return answered.wait(60)

    slow = threading.Thread(target=condition.connect, args=[connect_slowly])
    slow.start()
    begun.wait(60)
    others = [condition.connect(pytest.fail) for _ in range(10)]
    answered.set()
    slow.join()

    assert others == [False] * 10
    assert condition.is_reachable
