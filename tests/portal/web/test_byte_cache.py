"""A cache that is limited in bytes."""

from hypothesis import given
from hypothesis import strategies as st

from portal.web.byte_cache import ByteCache

MAX_BYTES = 100
ENTRIES = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 150)), max_size=40)


@given(entries=ENTRIES)
def test_a_cache_never_holds_more_bytes_than_allowed(entries):
    cache = ByteCache(MAX_BYTES)
    for key, size in entries:
        cache.set(key, f"value of {key}", size)

        sizes = [size for _, size in cache.entries.values()]
        assert (sum(sizes), sum(sizes) <= MAX_BYTES) == (cache.used_bytes, True)


def test_the_value_that_was_used_longest_ago_makes_room():
    cache = ByteCache(MAX_BYTES)
    cache.set("first", 1, 40)
    cache.set("second", 2, 40)

    cache.get("first")
    cache.set("third", 3, 40)

    assert [cache.get(key) for key in ("first", "second", "third")] == [1, None, 3]


def test_a_value_replaces_the_one_of_the_same_key():
    cache = ByteCache(MAX_BYTES)
    cache.set("key", "old", 90)

    cache.set("key", "new", 60)

    assert (cache.get("key"), cache.used_bytes, len(cache)) == ("new", 60, 1)
