"""Expired rows are deleted by the portal itself."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from portal.accounts.models import LoginAttempt, RateLimitCounter, UnsavedForm
from portal.operations import cleanup
from tests.builders.records import make_account

pytestmark = pytest.mark.django_db
HOUR = 3600


def store_rows(ana):
    """Store an expired and a current row of every kind."""
    current_time = timezone.now()
    for name, seconds in (("old", -HOUR), ("new", HOUR)):
        moment = current_time + timedelta(seconds=seconds)
        Session.objects.create(session_key=name, session_data="", expire_date=moment)
        UserSession.objects.create(user=ana, session_key=name, ip="192.0.2.1")
        RateLimitCounter.objects.create(cache_key=name, value="", expires=moment)
        window = int(time.time() // HOUR) + (seconds > 0)
        LoginAttempt.objects.create(key_hash=name, window_seconds=HOUR, window_number=window - 1)
        UnsavedForm.objects.create(account=ana, path=name, text="")
    UserSession.objects.update(created_at=current_time - timedelta(days=2))
    two_days_ago = current_time - timedelta(days=2)
    UnsavedForm.objects.filter(path="old").update(saved_at=two_days_ago)


def remaining_rows():
    return {
        "sessions": sorted(Session.objects.values_list("session_key", flat=True)),
        "whose": list(UserSession.objects.values_list("session_key", flat=True)),
        "counters": list(RateLimitCounter.objects.values_list("cache_key", flat=True)),
        "tries": list(LoginAttempt.objects.values_list("key_hash", flat=True)),
        "forms": list(UnsavedForm.objects.values_list("path", flat=True)),
    }


ONLY_NEW_ROWS = {kind: ["new"] for kind in ("sessions", "whose", "counters", "tries", "forms")}


def test_expired_rows_are_deleted_and_others_are_kept(django_assert_num_queries):
    store_rows(make_account("ana"))

    with django_assert_num_queries(5):
        cleanup.clean_up()

    assert remaining_rows() == ONLY_NEW_ROWS


def test_a_cleanup_deletes_at_most_the_requested_number_of_rows():
    hour_ago = timezone.now() - timedelta(hours=1)
    Session.objects.bulk_create(
        Session(session_key=str(number), session_data="", expire_date=hour_ago)
        for number in range(5)
    )

    cleanup.clean_up(at_once=2)

    assert Session.objects.count() == 3


def test_signing_in_triggers_a_cleanup(client):
    store_rows(make_account("ana"))

    client.force_login(make_account("ben"))

    assert remaining_rows()["forms"] == ["new"]
    assert "old" not in remaining_rows()["sessions"]


def test_signing_in_works_even_if_the_cleanup_fails(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_ratelimitcounter RENAME TO elsewhere")

    client.force_login(make_account("ana", "editor"))

    assert client.get("/editing/").status_code == 200


def test_reading_pages_triggers_no_cleanup(client):
    store_rows(make_account("ana"))

    client.get("/")
    client.get("/accounts/login/")

    assert remaining_rows()["sessions"] == ["new", "old"]
