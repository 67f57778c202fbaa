"""Unsent bytes for slow clients are limited."""

import asyncio
import socket

import pytest
from tornado.iostream import IOStream

from portal.server.unsent import UnsentBytes


async def closed_after(sizes, most):
    """Return which streams are closed after so many unsent bytes are added to each."""
    unsent = UnsentBytes(most)
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
        # A single stream may exceed the limit.
        ([500], [False]),
    ],
)
def test_the_stream_with_most_unsent_bytes_is_closed_over_the_limit(sizes, closed):
    assert asyncio.run(closed_after(sizes, 100)) == closed


def test_a_removed_stream_no_longer_counts_as_unsent():
    async def waiting():
        unsent, stream = UnsentBytes(100), IOStream(socket.socket())
        unsent.add(stream, 50)
        unsent.remove(stream)
        unsent.remove(stream)
        stream.close()
        return unsent.sizes

    assert asyncio.run(waiting()) == {}
