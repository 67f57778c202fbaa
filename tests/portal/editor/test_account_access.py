"""Administrators see how an account signs in, and end its sessions."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Invitation
from portal.audit.models import AuditEntry
from tests.builders.records import PASSWORD, make_account


@pytest.fixture
def ada(client, db):
    client.force_login(make_account("ada", "administrator"))
    return client


@pytest.fixture
def ben(db):
    return make_account("ben", "editor", password=PASSWORD)


def page_of(account):
    return reverse("editor:account-access", args=[account.pk])


def sign_in(agent):
    browser = Client(HTTP_USER_AGENT=agent)
    browser.post(reverse("account_login"), {"login": "ben", "password": PASSWORD})
    return browser


def is_signed_in(browser):
    return browser.get("/editing/").status_code == 200


def test_the_sessions_of_an_account_are_listed_without_their_keys(ada, ben):
    browser = sign_in("A blue browser")

    page = ada.get(page_of(ben)).content.decode()

    assert "A blue browser" in page
    assert browser.session.session_key not in page


def test_one_session_can_be_ended_and_the_others_stay(ada, ben):
    blue, red = sign_in("Blue"), sign_in("Red")
    page = ada.get(page_of(ben)).content.decode()
    row = next(row for row in page.split("<tr>")[1:] if "Red" in row)
    handle = re.search(r'name="session" value="(\w+)"', row)[1]

    ada.post(page_of(ben), {"do": "end", "session": handle})

    assert (is_signed_in(blue), is_signed_in(red)) == (True, False)
    entry = AuditEntry.objects.get(action="A session ended")
    assert (entry.by_name, entry.target_name) == ("ada", "ben")


def test_all_sessions_can_be_ended(ada, ben):
    browsers = [sign_in("Blue"), sign_in("Red")]

    ada.post(page_of(ben), {"do": "end-all"})

    assert [is_signed_in(browser) for browser in (*browsers, ada)] == [False, False, True]
    assert AuditEntry.objects.get(action="All sessions ended").target_name == "ben"


def test_a_session_that_has_ended_already_is_no_error(ada, ben):
    answer = ada.post(page_of(ben), {"do": "end", "session": "unknown"}, follow=True)

    assert "It had ended already." in answer.content.decode()


def test_an_account_without_a_password_can_be_invited(ada, ben):
    eva = make_account("eva", "viewer")
    eva.set_unusable_password()
    eva.save()

    page = ada.post(page_of(eva), {"do": "invite"}).content.decode()

    assert "/accounts/invitation/" in page
    assert Invitation.objects.get().account == eva
    # Whoever has a password changes it by themselves.
    assert ada.post(page_of(ben), {"do": "invite"}).status_code == 422


def test_an_identifier_links_the_account_to_the_provider_and_back(ada, ben, provider):
    ada.post(page_of(ben), {"do": "link", "subject": " s-1 "})

    page = ada.get(page_of(ben)).content.decode()
    assert '<code translate="no">s-1</code>' in page
    assert not User.objects.get(pk=ben.pk).has_usable_password()

    ada.post(page_of(ben), {"do": "unlink"})
    assert "Linked to the identifier" not in ada.get(page_of(ben)).content.decode()


def test_a_link_that_is_refused_says_why(ada, ben, provider):
    answer = ada.post(page_of(ben), {"do": "link", "subject": ""})

    assert answer.status_code == 422
    assert "claim “sub”" in answer.content.decode()


def test_without_a_provider_there_is_nothing_to_link(ada, ben):
    assert ada.post(page_of(ben), {"do": "link", "subject": "s"}).status_code == 422


def test_the_page_of_an_account_in_the_register_leads_here(ada, ben):
    page = ada.get(reverse("admin:auth_user_change", args=[ben.pk])).content.decode()

    assert page_of(ben) in page


def test_the_end_of_one_s_own_other_sessions_is_in_the_audit_log(ben):
    browser, other = sign_in("Blue"), sign_in("Red")

    browser.post(reverse("usersessions_list"))

    assert (is_signed_in(browser), is_signed_in(other)) == (True, False)
    assert AuditEntry.objects.filter(action="Ended the other sessions").count() == 1
