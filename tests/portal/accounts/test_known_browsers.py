"""The cookie of known browsers: what makes it valid and what does not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.test import RequestFactory
from django.urls import reverse

from portal.accounts import known_browsers
from tests.builders.records import make_account

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


@pytest.fixture
def ana(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_account("ana", "editor", password=PASSWORD)


@pytest.fixture
def cookie(client, ana):
    """Return the known-browser cookie after a sign-in."""
    typed = {"login": "ana", "password": PASSWORD}
    return client.post(reverse("account_login"), typed).cookies["known"]


def account_of(value):
    request = RequestFactory().get("/")
    request.COOKIES["known"] = value
    return known_browsers.account_of(request)


def test_the_known_browser_cookie_identifies_the_account_for_14_days(cookie, ana):
    assert account_of(cookie.value) == ana
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        14 * 24 * 60 * 60,
        True,
        "Strict",
    )


def test_over_https_the_known_browser_cookie_is_secure_and_host_only(client, ana, settings):
    settings.SESSION_COOKIE_SECURE = True
    settings.KNOWN_BROWSER_COOKIE_NAME = "__Host-known"

    typed = {"login": "ana", "password": PASSWORD}
    new_cookie = client.post(reverse("account_login"), typed).cookies["__Host-known"]

    assert (new_cookie["secure"], new_cookie["path"], new_cookie["domain"]) == (True, "/", "")


def test_the_known_browser_cookie_alone_does_not_sign_in(client, cookie):
    del client.cookies["sessionid"]

    assert client.get(reverse("editor:dashboard")).status_code == 302


def test_a_password_change_or_deactivation_invalidates_the_known_browser_cookie(cookie, ana):
    User.objects.update(is_active=False)
    closed = account_of(cookie.value)
    User.objects.update(is_active=True)
    ana.set_password("another long enough one")
    ana.save()

    assert (closed, account_of(cookie.value)) == (None, None)


def test_a_forged_known_browser_cookie_is_ignored(ana):
    signed_for_something_else = signing.dumps((ana.pk, known_browsers.proof_of(ana)))

    for value in ("", "x", "a:b:c", signed_for_something_else):
        assert account_of(value) is None


@pytest.mark.parametrize("payload", [None, 7, "text", [1], [None, ""], {"a": 1, "b": 2}])
def test_a_known_browser_cookie_with_an_unexpected_payload_is_ignored(ana, payload):
    assert account_of(signing.dumps(payload, salt=known_browsers.SALT)) is None


def test_the_known_browser_cookie_is_renewed_once_a_day_and_not_on_every_page(
    client, cookie, monkeypatch
):
    at_once = client.get(reverse("editor:dashboard")).cookies
    monkeypatch.setattr(known_browsers, "RENEW_AFTER_SECONDS", timedelta(seconds=-1))

    a_day_later = client.get(reverse("editor:dashboard")).cookies

    assert ("known" in at_once, "known" in a_day_later) == (False, True)


def test_public_pages_set_no_known_browser_cookie(client, cookie):
    assert "known" not in client.get("/").cookies
