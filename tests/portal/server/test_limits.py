"""How slow a well-behaved connection may be."""

import pytest

from portal.server.limits import deadline_seconds

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@pytest.mark.parametrize("size", [64 * KILOBYTE, MEGABYTE, 11 * MEGABYTE])
@pytest.mark.parametrize("bytes_per_second", [5 * KILOBYTE, 30 * KILOBYTE])
def test_the_deadline_allows_a_slow_but_steady_connection(size, bytes_per_second):
    assert size / bytes_per_second < deadline_seconds(size)


@pytest.mark.parametrize("size", [64 * KILOBYTE, MEGABYTE])
def test_the_deadline_cuts_off_a_byte_per_second(size):
    assert size > deadline_seconds(size)
