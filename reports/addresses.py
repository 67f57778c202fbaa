"""Addresses of records. A page of a list has a hundred of them, mostly the same as the last one's."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

MOST_KEPT = 10_000


def address(name: str, *key: str) -> str:
    """Return what `reverse` does."""
    return made(get_urlconf(), get_script_prefix(), name, key)


@lru_cache(maxsize=MOST_KEPT)
def made(urlconf, prefix, name, key):
    # Both change what is made, so they are part of what it is kept under.
    return reverse(name, urlconf=urlconf, args=key)
