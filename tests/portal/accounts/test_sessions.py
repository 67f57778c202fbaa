"""Who is signed out is signed out for good, whatever is given back later."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from portal.accounts.giving import give_role
from portal.accounts.sessions import end_sessions
from tests.admin_pages import as_sent
from tests.builders import make_account


@pytest.fixture
def ada(client, db):
    ada = make_account("ada", "administrator")
    client.force_login(ada)
    return ada


@pytest.fixture
def ben(db):
    return make_account("ben", "editor", password="a long enough password")  # noqa: S106


@pytest.fixture
def browser(ben):
    """The browser in which Ben is signed in."""
    browser = Client()
    browser.force_login(ben)
    return browser


def is_in(browser):
    return browser.get(reverse("desk")).status_code == 200


def change(client, account, **typed):
    page = reverse("admin:auth_user_change", args=[account.pk])
    sent = dict(as_sent(client.get(page)))
    sent.pop("is_active", None)
    return client.post(page, sent | typed)


def test_a_session_does_not_come_back_with_an_account_that_is_switched_on_again(
    client, ada, ben, browser
):
    before = is_in(browser)
    change(client, ben)
    change(client, ben, is_active="on")

    assert User.objects.get(pk=ben.pk).is_active
    assert (before, is_in(browser), is_in(client)) == (True, False, True)


@pytest.mark.parametrize("lower", ["", "viewer"])
def test_a_session_does_not_come_back_with_a_role_that_was_taken_away(
    ada, ben, browser, lower
):
    give_role(ben, lower, ada)
    give_role(ben, "editor", ada)

    assert not is_in(browser)


def test_who_is_given_more_stays_signed_in(ada, ben, browser):
    give_role(ben, "reviewer", ada)

    assert is_in(browser)


def test_a_password_set_by_an_administrator_ends_what_the_old_one_began(
    client, ada, ben, browser
):
    page = reverse("admin:auth_user_password_change", args=[ben.pk])
    for new in ("another long enough one", "a long enough password"):
        client.post(
            page, {"password1": new, "password2": new, "usable_password": "true"}
        )

    assert User.objects.get(pk=ben.pk).check_password("a long enough password")
    assert (is_in(browser), is_in(client)) == (False, True)


def test_a_deleted_account_leaves_no_session(client, ada, ben, browser):
    ben.delete()

    assert [one.session_key for one in Session.objects.all()] == [
        client.session.session_key
    ]


def test_all_sessions_of_the_account_end_and_no_other_s(client, ada, ben):
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        browser.force_login(ben)

    end_sessions(ben)

    assert [is_in(one) for one in (*browsers, client)] == [False, False, False, True]
