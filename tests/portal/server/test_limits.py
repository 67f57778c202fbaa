"""How slow an honest connection may be."""

import pytest

from portal.server.limits import seconds_for

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@pytest.mark.parametrize("size", [64 * KILOBYTE, MEGABYTE, 11 * MEGABYTE])
@pytest.mark.parametrize("bytes_per_second", [5 * KILOBYTE, 30 * KILOBYTE])
def test_a_slow_but_steady_line_has_the_time_that_it_needs(size, bytes_per_second):
    assert size / bytes_per_second < seconds_for(size)


@pytest.mark.parametrize("size", [64 * KILOBYTE, MEGABYTE])
def test_a_byte_a_second_has_not(size):
    assert size > seconds_for(size)
