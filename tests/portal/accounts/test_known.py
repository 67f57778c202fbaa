"""Browsers that have signed in lately: what proves it, and what does not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.test import RequestFactory
from django.urls import reverse

from portal.accounts import known
from tests.builders import make_account

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


@pytest.fixture
def ana(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_account("ana", "editor", password=PASSWORD)


@pytest.fixture
def cookie(client, ana):
    """Return the cookie that a browser holds after a sign-in."""
    typed = {"login": "ana", "password": PASSWORD}
    return client.post(reverse("account_login"), typed).cookies["known"]


def account_of(value):
    request = RequestFactory().get("/")
    request.COOKIES["known"] = value
    return known.account_of(request)


def test_a_browser_that_has_signed_in_proves_it_for_a_fortnight(cookie, ana):
    assert account_of(cookie.value) == ana
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        14 * 24 * 60 * 60,
        True,
        "Strict",
    )


def test_over_https_no_other_site_and_no_line_can_set_it(client, ana, settings):
    settings.SESSION_COOKIE_SECURE = True
    settings.KNOWN_BROWSER_COOKIE_NAME = "__Host-known"

    typed = {"login": "ana", "password": PASSWORD}
    set_now = client.post(reverse("account_login"), typed).cookies["__Host-known"]

    assert (set_now["secure"], set_now["path"], set_now["domain"]) == (True, "/", "")


def test_it_opens_nothing(client, cookie):
    del client.cookies["sessionid"]

    assert client.get(reverse("desk")).status_code == 302


def test_a_changed_password_and_a_closed_account_end_it(cookie, ana):
    User.objects.update(is_active=False)
    closed = account_of(cookie.value)
    User.objects.update(is_active=True)
    ana.set_password("another long enough one")
    ana.save()

    assert (closed, account_of(cookie.value)) == (None, None)


def test_what_is_forged_proves_nothing(ana):
    signed_for_something_else = signing.dumps((ana.pk, known.proof_of(ana)))

    for value in ("", "x", "a:b:c", signed_for_something_else):
        assert account_of(value) is None


@pytest.mark.parametrize("said", [None, 7, "text", [1], [None, ""], {"a": 1, "b": 2}])
def test_what_an_older_program_signed_proves_nothing(ana, said):
    assert account_of(signing.dumps(said, salt=known.SALT)) is None


def test_it_is_renewed_once_a_day_and_not_with_every_page(client, cookie, monkeypatch):
    at_once = client.get(reverse("desk")).cookies
    monkeypatch.setattr(known, "RENEWED_AFTER", timedelta(seconds=-1))

    a_day_later = client.get(reverse("desk")).cookies

    assert ("known" in at_once, "known" in a_day_later) == (False, True)


def test_public_pages_give_none(client, cookie):
    assert "known" not in client.get("/").cookies
