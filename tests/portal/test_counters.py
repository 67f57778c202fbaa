"""Where second factors are counted: nobody pushes another's counters out."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from portal.models import Counter

pytestmark = pytest.mark.django_db


def test_thousands_of_other_entries_push_none_out():
    cache.set("first", 1, 60)
    for number in range(1100):
        cache.set(f"other-{number}", 1, 60)

    assert (cache.get("first"), Counter.objects.count()) == (1, 1101)


def test_what_has_expired_makes_room():
    for number in range(1001):
        cache.set(f"old-{number}", 1, 60)
    Counter.objects.update(expires=timezone.now() - timedelta(seconds=1))

    cache.set("new", 1, 60)

    assert [one.cache_key for one in Counter.objects.all()] == [":1:new"]


def test_pages_that_everybody_sees_are_not_among_them(client):
    client.get("/")
    client.get("/reports/")

    assert Counter.objects.count() == 0
