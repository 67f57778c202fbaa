"""Account pages open for their own account, are not cached, and redirect visitors."""

import pytest
from django.urls import reverse

from tests.builders.records import make_account
from tests.harness.url_access import ACCOUNT_URLS

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account
WITH_A_KEY = {"mfa_remove_webauthn", "mfa_edit_webauthn"}


def url_of(name):
    if name == "password_reset_key":
        return reverse(name, args=["MQ", "set-password"])
    if name == "account_invitation":
        return reverse(name, args=["MQ", "0" * 64])
    return reverse(name, args=[1] if name in WITH_A_KEY else [])


@pytest.fixture
def ana(client, db):
    client.force_login(make_account("ana", "editor", password=PASSWORD))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("name", sorted(ACCOUNT_URLS))
def test_every_account_page_opens_or_redirects_and_is_not_cached(ana, name):
    answer = ana.get(url_of(name))

    # Pages of second factors that the account does not have answer 404.
    assert answer.status_code in {200, 302, 404}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", sorted(ACCOUNT_URLS))
def test_account_pages_redirect_an_anonymous_visitor(client, db, name):
    answer = client.get(url_of(name))

    # A link that is not valid says so.
    is_open = {"account_login", "account_inactive", "account_invitation"}
    if name in is_open:
        assert answer.status_code == 200
    else:
        assert answer.status_code in {302, 404}


def test_no_sign_in_message_is_shown_on_a_later_page(client, db):
    make_account("ana", "administrator", password=PASSWORD)
    credentials = {"login": "ana", "password": PASSWORD}

    for _ in range(2):
        client.post(reverse("account_login"), credentials)
        for name in ("editor:dashboard", "mfa_index", "admin:index"):
            page = client.get(reverse(name)).content.decode().lower()
            assert "signed in as" not in page
            assert "signed out" not in page
        client.post(reverse("account_logout"))
