"""Signing in: how often one may try, and how long it holds."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.models import Tries
from portal.signin import SINCE

pytestmark = pytest.mark.django_db
RIGHT = "a long enough password"
HOUR, DAY = 60 * 60, 24 * 60 * 60


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

    numbers = Tries.objects.order_by("pk").values_list("seconds", "number")
    assert list(numbers) == [(HOUR, 5), (DAY, 5)]


@pytest.mark.usefixtures("_editor")
def test_neither_an_account_nor_an_address_can_be_read_from_the_tries(client):
    sign_in(client, "wrong")

    kept = [tries.who for tries in Tries.objects.all()]
    assert [len(who) for who in kept] == [64, 64, 64, 64]


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


@pytest.mark.usefixtures("_editor")
def test_a_sign_in_that_a_wrong_clock_has_put_into_the_future_is_over(client):
    sign_in(client, RIGHT)
    session = client.session
    session[SINCE] = int(time.time()) + 365 * 24 * 60 * 60
    session.save()

    assert not is_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_all_of_a_customer_s_ipv6_network_is_one_visitor():
    for number in range(6):
        sign_in(Client(REMOTE_ADDR=f"2001:db8:1:2::{number}"), "wrong")
    same = Client(REMOTE_ADDR="2001:db8:1:2:ffff::1")
    other = Client(REMOTE_ADDR="2001:db8:1:3::1")

    for client in (same, other):
        sign_in(client, RIGHT)

    assert (is_in(same), is_in(other)) == (False, True)


def tries_from_everywhere(number):
    """Try a wrong password from so many addresses that none of them has to wait."""
    for one in range(number):
        sign_in(Client(REMOTE_ADDR=f"198.51.{one // 200}.{one % 200}"), "wrong")


@pytest.mark.usefixtures("_editor", "clock")
def test_an_account_is_not_tried_without_end_from_ever_new_addresses(client):
    tries_from_everywhere(30)

    # One is let through in each minute from now on.
    answers = [sign_in(Client(REMOTE_ADDR="203.0.113.1"), "wrong") for _ in range(2)]
    refused = sign_in(client, RIGHT)

    assert ["Too many tries" in one.content.decode() for one in answers] == [
        False,
        True,
    ]
    assert "Too many tries. Wait a minute" in refused.content.decode()
    assert not is_in(client)


@pytest.mark.usefixtures("_editor")
def test_strangers_can_make_nobody_wait_longer_than_a_quarter_of_an_hour(client, clock):
    tries_from_everywhere(30)
    for number in range(95):
        clock(60 if number < 30 else 300)
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), "wrong")
    clock(900)
    sign_in(Client(REMOTE_ADDR="192.0.2.1"), "wrong")

    refused = sign_in(client, RIGHT)
    clock(900)
    sign_in(client, RIGHT)

    assert re.search(r"Too many tries. Wait 1?\d minutes", refused.content.decode())
    assert is_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_a_browser_that_has_signed_in_before_waits_for_no_stranger(client):
    sign_in(client, RIGHT)
    del client.cookies["sessionid"]
    tries_from_everywhere(40)

    sign_in(client, RIGHT)

    assert is_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_what_was_tried_elsewhere_is_counted_for_that_account_alone(client):
    User.objects.create_superuser("ben", password=RIGHT)
    tries_from_everywhere(40)

    sign_in(client, RIGHT, "ben")

    assert is_in(client)
