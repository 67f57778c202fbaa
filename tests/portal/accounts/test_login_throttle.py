"""Rate limits of login attempts, and the lifetime of sessions."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import LoginAttempt
from portal.accounts.session_lifetime import SIGNED_IN_AT

pytestmark = pytest.mark.django_db
RIGHT = "a long enough password"
HOUR, DAY = 60 * 60, 24 * 60 * 60


@pytest.fixture
def _editor(settings):
    # A hundred attempts are made here, and the password hash is not what is tested.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.create_superuser("ana", password=RIGHT)


def sign_in(client, password, name="ana"):
    typed = {"login": name, "password": password}
    return client.post(reverse("account_login"), typed, follow=True)


def is_signed_in(client):
    return client.get(reverse("editor:dashboard")).status_code == 200


@pytest.mark.usefixtures("_editor")
def test_the_right_password_signs_in(client):
    sign_in(client, RIGHT)

    assert is_signed_in(client)


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test can advance: clock(seconds)."""
    current_time = [278_000 * 3600.0]
    monkeypatch.setattr("portal.accounts.models.time.time", lambda: current_time[0])

    def move(seconds):
        current_time[0] += seconds

    return move


@pytest.mark.usefixtures("_editor")
def test_after_five_failed_login_attempts_the_right_password_has_to_wait(client, clock):
    for _ in range(5):
        sign_in(client, "wrong")

    refused = sign_in(client, RIGHT)
    clock(60)
    sign_in(client, RIGHT)

    assert "Too many attempts. Wait a minute" in refused.content.decode()
    assert is_signed_in(client)


@pytest.mark.usefixtures("_editor")
def test_twenty_failed_login_attempts_in_an_hour_block_further_ones(client, clock):
    for _ in range(20):
        sign_in(client, "wrong")
        clock(100)

    refused = sign_in(client, RIGHT)

    assert "Too many attempts. Wait 27 minutes" in refused.content.decode()
    assert not is_signed_in(client)


@pytest.mark.usefixtures("_editor")
def test_blocked_login_attempts_do_not_count_towards_the_hourly_limit(client, clock):
    for _ in range(25):
        sign_in(client, "wrong")
    clock(60)

    sign_in(client, RIGHT)

    assert is_signed_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_a_successful_login_clears_the_attempts_of_the_account_but_not_of_the_ip_address(client):
    for _ in range(4):
        sign_in(client, "wrong")
    sign_in(client, RIGHT)

    counts = LoginAttempt.objects.order_by("pk").values_list("window_seconds", "attempts")
    # The last two count failures, of all accounts and of this one.
    assert list(counts) == [(HOUR, 5), (DAY, 5), (DAY, 4), (DAY, 4)]


@pytest.mark.usefixtures("_editor")
def test_login_attempts_store_only_hashes_of_accounts_and_ip_addresses(client):
    sign_in(client, "wrong")

    hashes = [attempt.key_hash for attempt in LoginAttempt.objects.all()]
    assert [len(key_hash) for key_hash in hashes] == [64] * 6


@pytest.mark.usefixtures("_editor")
def test_a_login_attempt_whose_counter_was_just_deleted_counts_as_the_first(
    monkeypatch,
):
    existing = LoginAttempt.objects.get_or_create(
        key_hash="ana", window_seconds=60, window_number=1
    )
    monkeypatch.setattr(LoginAttempt.objects, "get_or_create", lambda **options: existing)
    LoginAttempt.objects.all().delete()

    assert LoginAttempt.increment("ana", 60) == 1


@pytest.mark.usefixtures("_editor", "clock")
def test_login_attempts_on_other_names_do_not_unblock_an_account(client):
    for _ in range(6):
        sign_in(client, "wrong")
    for number in range(30):
        sign_in(client, "wrong", f"nobody-{number}")

    sign_in(client, RIGHT)

    assert not is_signed_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_an_ip_address_that_tries_a_hundred_names_is_blocked(client):
    for number in range(100):
        sign_in(client, "wrong", f"nobody-{number}")

    sign_in(client, RIGHT)

    assert not is_signed_in(client)


def test_an_unknown_session_cookie_creates_no_session_and_keeps_pages_cacheable(client):
    client.cookies["sessionid"] = "a" * 32

    answer = client.get("/")

    assert (dict(answer.cookies), answer["Cache-Control"]) == ({}, "public, max-age=60")
    assert Session.objects.count() == 0


@pytest.mark.usefixtures("_editor")
def test_every_editor_page_extends_the_session_to_an_hour(client):
    sign_in(client, RIGHT)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    answer = client.get(reverse("admin:index"))

    left = Session.objects.get().expire_date - timezone.now()
    assert (answer.cookies["sessionid"]["max-age"], left > timedelta(minutes=59)) == (
        3600,
        True,
    )


@pytest.mark.usefixtures("_editor")
def test_a_failed_login_does_not_reveal_whether_the_account_exists(client):
    pages = [sign_in(client, "wrong", name) for name in ("ana", "nobody")]

    known, unknown = (page.context["form"].non_field_errors() for page in pages)
    assert known == unknown


def move_sign_in(client, seconds):
    session = client.session
    session[SIGNED_IN_AT] = int(time.time()) + seconds
    session.save()


@pytest.mark.usefixtures("_editor")
@pytest.mark.parametrize(
    ("seconds", "lives"),
    [(365 * 24 * 60 * 60, False), (24 * 60 * 60, False), (60, True), (-60, True)],
)
def test_a_session_survives_a_sign_in_time_a_minute_ahead_but_not_a_day_ahead(
    client, seconds, lives
):
    sign_in(client, RIGHT)
    move_sign_in(client, seconds)

    assert is_signed_in(client) is lives


@pytest.mark.usefixtures("_editor")
def test_the_session_of_an_account_deactivated_in_the_database_ends_on_its_next_use(
    client,
):
    sign_in(client, RIGHT)
    User.objects.update(is_active=False)
    refused = is_signed_in(client)
    User.objects.update(is_active=True)

    assert (refused, is_signed_in(client)) == (False, False)


@pytest.mark.usefixtures("_editor")
def test_a_session_ends_after_twelve_hours_even_if_in_use(client):
    sign_in(client, RIGHT)
    session = client.session
    session[SIGNED_IN_AT] = int(time.time()) - 12 * 60 * 60 - 1
    session.save()

    assert not is_signed_in(client)


@pytest.mark.usefixtures("_editor")
def test_a_session_with_a_sign_in_time_far_in_the_future_is_ended(client):
    sign_in(client, RIGHT)
    session = client.session
    session[SIGNED_IN_AT] = int(time.time()) + 365 * 24 * 60 * 60
    session.save()

    assert not is_signed_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_an_ipv6_64_network_counts_as_one_ip_address():
    for number in range(6):
        sign_in(Client(REMOTE_ADDR=f"2001:db8:1:2::{number}"), "wrong")
    same = Client(REMOTE_ADDR="2001:db8:1:2:ffff::1")
    other = Client(REMOTE_ADDR="2001:db8:1:3::1")

    for client in (same, other):
        sign_in(client, RIGHT)

    assert (is_signed_in(same), is_signed_in(other)) == (False, True)


def fail_from_many_addresses(number):
    """Try a wrong password from so many IP addresses that none of them is blocked."""
    for index in range(number):
        sign_in(Client(REMOTE_ADDR=f"198.51.{index // 200}.{index % 200}"), "wrong")


@pytest.mark.usefixtures("_editor", "clock")
def test_login_attempts_on_one_account_from_many_ip_addresses_are_limited(client):
    fail_from_many_addresses(30)

    # From here on one attempt per minute is allowed.
    answers = [sign_in(Client(REMOTE_ADDR="203.0.113.1"), "wrong") for _ in range(2)]
    refused = sign_in(client, RIGHT)

    assert ["Too many attempts" in response.content.decode() for response in answers] == [
        False,
        True,
    ]
    assert "Too many attempts. Wait a minute" in refused.content.decode()
    assert not is_signed_in(client)


@pytest.mark.usefixtures("_editor")
def test_login_attempts_of_others_block_an_account_for_at_most_15_minutes(client, clock):
    fail_from_many_addresses(30)
    for number in range(95):
        clock(60 if number < 30 else 300)
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), "wrong")
    clock(900)
    sign_in(Client(REMOTE_ADDR="192.0.2.1"), "wrong")

    refused = sign_in(client, RIGHT)
    clock(900)
    sign_in(client, RIGHT)

    assert re.search(r"Too many attempts. Wait 1?\d minutes", refused.content.decode())
    assert is_signed_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_a_known_browser_is_not_blocked_by_login_attempts_of_others(client):
    sign_in(client, RIGHT)
    del client.cookies["sessionid"]
    fail_from_many_addresses(40)

    sign_in(client, RIGHT)

    assert is_signed_in(client)


@pytest.mark.usefixtures("_editor", "clock")
def test_login_attempts_from_many_ip_addresses_block_only_the_attacked_account(client):
    User.objects.create_superuser("ben", password=RIGHT)
    fail_from_many_addresses(40)

    sign_in(client, RIGHT, "ben")

    assert is_signed_in(client)
