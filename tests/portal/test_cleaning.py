"""What has expired is deleted by the portal itself."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from portal import cleaning
from portal.models import Counter, Tries, UnsavedForm
from tests.builders import make_account

pytestmark = pytest.mark.django_db
HOUR = 3600


def fill_all(ana):
    """Store, of every kind of row, one that has expired and one that has not."""
    now = timezone.now()
    for name, seconds in (("old", -HOUR), ("new", HOUR)):
        moment = now + timedelta(seconds=seconds)
        Session.objects.create(session_key=name, session_data="", expire_date=moment)
        UserSession.objects.create(user=ana, session_key=name, ip="192.0.2.1")
        Counter.objects.create(cache_key=name, value="", expires=moment)
        window = int(time.time() // HOUR) + (seconds > 0)
        Tries.objects.create(who=name, seconds=HOUR, window=window - 1)
        UnsavedForm.objects.create(account=ana, path=name, text="")
    UserSession.objects.update(created_at=now - timedelta(days=2))
    two_days_ago = now - timedelta(days=2)
    UnsavedForm.objects.filter(path="old").update(at=two_days_ago)


def left():
    return {
        "sessions": sorted(Session.objects.values_list("session_key", flat=True)),
        "whose": list(UserSession.objects.values_list("session_key", flat=True)),
        "counters": list(Counter.objects.values_list("cache_key", flat=True)),
        "tries": list(Tries.objects.values_list("who", flat=True)),
        "forms": list(UnsavedForm.objects.values_list("path", flat=True)),
    }


NEW_ALONE = {
    kind: ["new"] for kind in ("sessions", "whose", "counters", "tries", "forms")
}


def test_what_has_expired_goes_and_the_rest_stays(django_assert_num_queries):
    fill_all(make_account("ana"))

    with django_assert_num_queries(5):
        cleaning.clean()

    assert left() == NEW_ALONE


def test_no_more_is_deleted_at_once_than_was_asked_for():
    hour_ago = timezone.now() - timedelta(hours=1)
    Session.objects.bulk_create(
        Session(session_key=str(number), session_data="", expire_date=hour_ago)
        for number in range(5)
    )

    cleaning.clean(at_once=2)

    assert Session.objects.count() == 3


def test_signing_in_cleans_up(client):
    fill_all(make_account("ana"))

    client.force_login(make_account("ben"))

    assert left()["forms"] == ["new"]
    assert "old" not in left()["sessions"]


def test_who_signs_in_does_so_even_if_nothing_can_be_deleted(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portal_counter RENAME TO elsewhere")

    client.force_login(make_account("ana", "editor"))

    assert client.get("/editing/").status_code == 200


def test_reading_deletes_nothing(client):
    fill_all(make_account("ana"))

    client.get("/")
    client.get("/accounts/login/")

    assert left()["sessions"] == ["new", "old"]
