"""Every page of one's own account opens, and tells nobody else anything."""

import pytest
from django.urls import reverse

from tests.builders import make_account
from tests.portal.test_gate import OF_ONE_S_ACCOUNT

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account
WITH_A_KEY = {"mfa_remove_webauthn", "mfa_edit_webauthn"}


def address(name):
    return reverse(name, args=[1] if name in WITH_A_KEY else [])


@pytest.fixture
def ana(client, db):
    client.force_login(make_account("ana", "editor", password=PASSWORD))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("name", sorted(OF_ONE_S_ACCOUNT))
def test_it_opens_or_leads_on_and_is_kept_by_nobody(ana, name):
    answer = ana.get(address(name))

    # Factors that the account has not got are not found.
    assert answer.status_code in {200, 302, 404}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", sorted(OF_ONE_S_ACCOUNT))
def test_a_visitor_is_sent_to_the_way_in(client, db, name):
    answer = client.get(address(name))

    is_open = {"account_login", "account_inactive"}
    if name in is_open:
        assert answer.status_code == 200
    else:
        assert answer.status_code in {302, 404}


def test_no_message_about_signing_in_waits_for_a_later_page(client, db):
    make_account("ana", "administrator", password=PASSWORD)
    way_in = {"login": "ana", "password": PASSWORD}

    for _ in range(2):
        client.post(reverse("account_login"), way_in)
        for name in ("desk", "mfa_index", "admin:index"):
            page = client.get(reverse(name)).content.decode().lower()
            assert "signed in as" not in page
            assert "signed out" not in page
        client.post(reverse("account_logout"))
