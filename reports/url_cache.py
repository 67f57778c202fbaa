"""Cached URLs of records: a list page has about a hundred, most of which recur on other pages."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

CACHE_SIZE = 10_000


def cached_url(name: str, *key: str) -> str:
    return cached_reverse(get_urlconf(), get_script_prefix(), name, key)


@lru_cache(maxsize=CACHE_SIZE)
def cached_reverse(urlconf, prefix, name, key):
    # URLconf and prefix affect the result, so they are part of the cache key.
    return reverse(name, urlconf=urlconf, args=key)
