"""An ended session stays ended, whatever is given back to the account later."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.role_assignment import give_role
from portal.accounts.session_lifetime import SIGNED_IN_AT
from portal.accounts.sessions import count_open_sessions, end_sessions
from tests.builders.records import make_account
from tests.harness.admin_pages import as_sent


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


def is_signed_in(browser):
    return browser.get(reverse("editor:dashboard")).status_code == 200


def change(client, account, **typed):
    page = reverse("admin:auth_user_change", args=[account.pk])
    form_data = dict(as_sent(client.get(page)))
    form_data.pop("is_active", None)
    return client.post(page, form_data | typed)


def test_a_session_stays_ended_when_an_account_is_deactivated_and_reactivated(
    client, ada, ben, browser
):
    was_signed_in = is_signed_in(browser)
    change(client, ben)
    change(client, ben, is_active="on")

    assert User.objects.get(pk=ben.pk).is_active
    assert (was_signed_in, is_signed_in(browser), is_signed_in(client)) == (True, False, True)


@pytest.mark.parametrize("lower", ["", "viewer"])
def test_a_session_stays_ended_when_a_role_is_lowered_and_given_back(ada, ben, browser, lower):
    give_role(ben, lower, ada)
    give_role(ben, "editor", ada)

    assert not is_signed_in(browser)


def test_a_higher_role_keeps_the_session(ada, ben, browser):
    give_role(ben, "reviewer", ada)

    assert is_signed_in(browser)


def test_a_password_set_by_an_administrator_ends_the_sessions_of_the_account(
    client, ada, ben, browser
):
    page = reverse("admin:auth_user_password_change", args=[ben.pk])
    for new in ("another long enough one", "a long enough password"):
        client.post(page, {"password1": new, "password2": new, "usable_password": "true"})

    assert User.objects.get(pk=ben.pk).check_password("a long enough password")
    assert (is_signed_in(browser), is_signed_in(client)) == (False, True)


def test_a_deleted_account_leaves_no_session(client, ada, ben, browser):
    ben.delete()

    assert [session.session_key for session in Session.objects.all()] == [
        client.session.session_key
    ]


def test_end_sessions_ends_all_sessions_of_the_account_and_no_others(client, ada, ben):
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        browser.force_login(ben)

    end_sessions(ben)

    assert [is_signed_in(browser) for browser in (*browsers, client)] == [False, False, False, True]


def test_only_sessions_in_which_an_account_is_signed_in_are_counted(db):
    ana, ben, eva = Client(), Client(), Client()
    for name, browser in {"ana": ana, "ben": ben, "eva": eva}.items():
        browser.force_login(make_account(name))
    too_old = eva.session
    too_old[SIGNED_IN_AT] = 0
    too_old.save()
    # As when somebody has begun to sign in by the provider.
    begun = Client().session
    begun["socialaccount_states"] = {}
    begun.save()
    Session.objects.filter(pk=ben.session.session_key).update(expire_date=timezone.now())

    assert Session.objects.count() == 4
    assert count_open_sessions() == 1
