"""What waits for slow readers: no more than there is room for."""

import asyncio
import socket

import pytest
from tornado.iostream import IOStream

from portal.server.unsent import Unsent


async def closed_after(sizes, most):
    """Return which streams are closed once so many bytes wait for each."""
    unsent = Unsent(most)
    opened = [IOStream(socket.socket()) for _ in sizes]
    for stream, size in zip(opened, sizes, strict=True):
        unsent.add(stream, size)
    closed = [stream.closed() for stream in opened]
    for stream in opened:
        stream.close()
    return closed


@pytest.mark.parametrize(
    ("sizes", "closed"),
    [
        ([50, 50], [False, False]),
        ([10, 60, 40], [False, True, False]),
        ([10, 10, 90], [False, False, True]),
        ([90, 80, 10], [True, False, False]),
        # One alone may be as large as it is.
        ([500], [False]),
    ],
)
def test_the_largest_makes_room(sizes, closed):
    assert asyncio.run(closed_after(sizes, 100)) == closed


def test_what_was_taken_in_waits_no_more():
    async def waiting():
        unsent, stream = Unsent(100), IOStream(socket.socket())
        unsent.add(stream, 50)
        unsent.remove(stream)
        unsent.remove(stream)
        stream.close()
        return unsent.waiting

    assert asyncio.run(waiting()) == {}
