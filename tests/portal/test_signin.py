"""Signing in: how often one may try, and how long it holds."""

import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from portal.models import Tries
from portal.signin import SINCE

pytestmark = pytest.mark.django_db
RIGHT = "a long enough password"


@pytest.fixture
def _editor(settings):
    # A hundred tries are made here, and a slow hash is not what is tested.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.create_superuser("ana", password=RIGHT)


def sign_in(client, password, name="ana"):
    typed = {"login": name, "password": password}
    return client.post(reverse("account_login"), typed, follow=True)


def is_in(client):
    return client.get(reverse("desk")).status_code == 200


@pytest.mark.usefixtures("_editor")
def test_the_right_password_lets_in(client):
    sign_in(client, RIGHT)

    assert is_in(client)


@pytest.fixture
def clock(monkeypatch):
    """The time of day, which a test may move: clock(seconds)."""
    now = [278_000 * 3600.0]
    monkeypatch.setattr("portal.models.time.time", lambda: now[0])

    def move(seconds):
        now[0] += seconds

    return move


@pytest.mark.usefixtures("_editor")
def test_after_five_wrong_tries_the_right_password_has_to_wait(client, clock):
    for _ in range(5):
        sign_in(client, "wrong")

    refused = sign_in(client, RIGHT)
    clock(60)
    sign_in(client, RIGHT)

    assert "Too many tries. Wait a minute" in refused.content.decode()
    assert is_in(client)


@pytest.mark.usefixtures("_editor")
def test_twenty_wrong_tries_in_an_hour_are_enough_however_slow(client, clock):
    for _ in range(20):
        sign_in(client, "wrong")
        clock(100)

    refused = sign_in(client, RIGHT)

    assert "Too many tries. Wait 27 minutes" in refused.content.decode()
    assert not is_in(client)


@pytest.mark.usefixtures("_editor")
def test_tries_refused_in_a_minute_do_not_use_up_the_hour(client, clock):
    for _ in range(25):
        sign_in(client, "wrong")
    clock(60)

    sign_in(client, RIGHT)

    assert is_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_the_right_password_clears_the_account_s_tries_and_not_the_address_s(client):
    for _ in range(4):
        sign_in(client, "wrong")
    sign_in(client, RIGHT)

    assert [tries.number for tries in Tries.objects.all()] == [5]


@pytest.mark.usefixtures("_editor")
def test_neither_an_account_nor_an_address_can_be_read_from_the_tries(client):
    sign_in(client, "wrong")

    kept = [tries.who for tries in Tries.objects.all()]
    assert [len(who) for who in kept] == [64, 64, 64]


@pytest.mark.usefixtures("_editor")
def test_a_try_that_is_counted_while_another_succeeds_counts_as_the_first(
    monkeypatch,
):
    found = Tries.objects.get_or_create(who="ana", seconds=60, window=1)
    monkeypatch.setattr(Tries.objects, "get_or_create", lambda **who: found)
    Tries.objects.all().delete()

    assert Tries.count("ana", 60) == 1


@pytest.mark.usefixtures("_editor", "clock")
def test_other_names_tried_from_the_address_do_not_free_an_account(client):
    for _ in range(6):
        sign_in(client, "wrong")
    for number in range(30):
        sign_in(client, "wrong", f"nobody-{number}")

    sign_in(client, RIGHT)

    assert not is_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_an_address_that_tries_a_hundred_names_has_to_wait(client):
    for number in range(100):
        sign_in(client, "wrong", f"nobody-{number}")

    sign_in(client, RIGHT)

    assert not is_in(client)


def test_a_visitor_s_cookie_writes_no_session_and_makes_no_page_private(client):
    client.cookies["sessionid"] = "a" * 32

    answer = client.get("/")

    assert (dict(answer.cookies), answer["Cache-Control"]) == ({}, "public, max-age=60")
    assert Session.objects.count() == 0


@pytest.mark.usefixtures("_editor")
def test_every_page_of_an_editor_starts_the_idle_hour_anew(client):
    sign_in(client, RIGHT)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    answer = client.get(reverse("admin:index"))

    left = Session.objects.get().expire_date - timezone.now()
    assert (answer.cookies["sessionid"]["max-age"], left > timedelta(minutes=59)) == (
        3600,
        True,
    )


@pytest.mark.usefixtures("_editor")
def test_an_unknown_account_gets_the_answer_of_a_known_one(client):
    pages = [sign_in(client, "wrong", name) for name in ("ana", "nobody")]

    known, unknown = (page.context["form"].non_field_errors() for page in pages)
    assert known == unknown


def move_sign_in(client, seconds):
    session = client.session
    session[SINCE] = int(time.time()) + seconds
    session.save()


@pytest.mark.usefixtures("_editor")
@pytest.mark.parametrize(
    ("seconds", "lives"),
    [(365 * 24 * 60 * 60, False), (24 * 60 * 60, False), (60, True), (-60, True)],
)
def test_a_session_begun_while_the_clock_was_ahead_ends_when_it_is_right(
    client, seconds, lives
):
    sign_in(client, RIGHT)
    move_sign_in(client, seconds)

    assert is_in(client) is lives


@pytest.mark.usefixtures("_editor")
def test_the_session_of_an_account_switched_off_past_its_form_ends_when_it_is_used(
    client,
):
    sign_in(client, RIGHT)
    User.objects.update(is_active=False)
    refused = is_in(client)
    User.objects.update(is_active=True)

    assert (refused, is_in(client)) == (False, False)


@pytest.mark.usefixtures("_editor")
def test_a_sign_in_ends_after_twelve_hours_however_busy(client):
    sign_in(client, RIGHT)
    session = client.session
    session[SINCE] = int(time.time()) - 12 * 60 * 60 - 1
    session.save()

    assert not is_in(client)
