"""The count-min sketch: counting keys in constant memory."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from portal.web.count_min_sketch import KeyedSketch


@given(st.lists(st.text(max_size=3)))
def test_a_sketch_count_is_never_too_low(keys):
    sketch, exact = KeyedSketch(width=7, depth=3), Counter()
    for key in keys:
        exact[key] += 1
        assert sketch.add(key) >= exact[key]


def test_a_hundred_thousand_other_keys_barely_change_the_count_of_a_key():
    sketch = KeyedSketch(width=50_000, depth=4)
    for _ in range(300):
        sketch.add("192.0.2.1")
    for number in range(100_000):
        sketch.add(f"2001:db8:{number:x}::")

    assert 301 <= sketch.add("192.0.2.1") <= 310
    assert 1 <= sketch.add("192.0.2.2") <= 10


def test_a_cleared_sketch_counts_from_one():
    sketch = KeyedSketch(width=100, depth=2)
    sketch.add("192.0.2.1")

    sketch.clear()

    assert sketch.add("192.0.2.1") == 1


def test_the_memory_of_a_sketch_does_not_grow_with_its_keys():
    sketch = KeyedSketch(width=100, depth=2)
    empty = len(bytes(sketch.counts))
    for number in range(1000):
        sketch.add(str(number))

    assert len(bytes(sketch.counts)) == empty


def test_two_sketches_hash_keys_with_different_seeds():
    keys = [f"192.0.2.{number}" for number in range(200)]
    together = [
        {key for key in keys if sketch.hashes_of(key.encode(), 1)[0] % 10 == 0}
        for sketch in (KeyedSketch(width=10, depth=1), KeyedSketch(width=10, depth=1))
    ]

    assert together[0] != together[1]


@given(st.text())
def test_any_text_is_accepted_as_a_sketch_key(key):
    assert KeyedSketch(width=10, depth=2).add(key) == 1
