"""The cache of rate limit counters: no counter is evicted by others."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from portal.accounts.models import RateLimitCounter

pytestmark = pytest.mark.django_db


def test_the_rate_limit_cache_evicts_nothing_beyond_a_thousand_entries():
    cache.set("first", 1, 60)
    for number in range(1100):
        cache.set(f"other-{number}", 1, 60)

    assert (cache.get("first"), RateLimitCounter.objects.count()) == (1, 1101)


def test_expired_rate_limit_counters_are_deleted():
    for number in range(1001):
        cache.set(f"old-{number}", 1, 60)
    RateLimitCounter.objects.update(expires=timezone.now() - timedelta(seconds=1))

    cache.set("new", 1, 60)

    assert [counter.cache_key for counter in RateLimitCounter.objects.all()] == [":1:new"]


def test_public_pages_store_nothing_in_the_rate_limit_cache(client):
    client.get("/")
    client.get("/reports/")

    assert RateLimitCounter.objects.count() == 0
