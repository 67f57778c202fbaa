"""An account whose role requires a second factor gets no further than to set one up."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry
from tests.builders.records import PASSWORD, make_account
from tests.harness.identity_provider import sign_in_by
from tests.harness.url_access import ACCOUNT_URLS

REQUIRED = "/accounts/2fa/required/"


@pytest.fixture
def rita(db, settings):
    settings.MFA_REQUIRED_FOR = ["reviewer", "administrator"]
    return make_account("rita", "reviewer", password=PASSWORD)


@pytest.fixture
def browser(rita):
    browser = Client()
    browser.post(reverse("account_login"), {"login": "rita", "password": PASSWORD})
    return browser


def set_up_app(browser):
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = browser.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{20,})</code>", page)[1]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return browser.post(reverse("mfa_activate_totp"), {"code": code})


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_of_the_desk_leads_to_the_second_factor(browser, method):
    paths = ["/editing/", "/editing/imports/", "/editing/trail/", "/editing/reports/some/step/"]
    paths += ["/admin/", "/admin/reports/person/", "/admin/auth/user/add/"]

    answers = [getattr(browser, method)(path) for path in paths]

    assert {answer["Location"] for answer in answers} == {REQUIRED}


def test_its_own_pages_stay_open_to_the_account(browser):
    page = browser.get(REQUIRED).content.decode()

    assert reverse("mfa_activate_totp") in page
    assert REQUIRED not in {
        browser.get(reverse(name)).get("Location")
        for name in ACCOUNT_URLS
        if name in {"mfa_index", "usersessions_list", "account_change_password", "account_notices"}
    }


def test_with_a_second_factor_the_desk_opens_at_the_page_that_was_wanted(browser):
    browser.get("/editing/reports/?status=draft")

    set_up_app(browser)

    assert "/editing/reports/?status=draft" in browser.get(REQUIRED).content.decode()
    assert browser.get("/editing/").status_code == 200


def test_a_session_that_began_without_the_second_factor_ends_when_it_is_added(browser):
    thief = Client()
    thief.post(reverse("account_login"), {"login": "rita", "password": PASSWORD})

    set_up_app(browser)

    assert thief.get("/editing/")["Location"].startswith(reverse("account_login"))
    assert browser.get("/editing/").status_code == 200
    ended = AuditEntry.objects.get(action="Second factor added: other sessions ended")
    assert ended.by_name == "rita"


def test_removing_the_second_factor_closes_the_desk_again(browser):
    set_up_app(browser)
    browser.post(reverse("mfa_deactivate_totp"))

    assert browser.get("/editing/")["Location"] == REQUIRED


def test_other_roles_need_none(rita):
    browser = Client()
    browser.force_login(make_account("ana", "editor"))

    assert browser.get("/editing/").status_code == 200


def test_what_was_typed_is_there_again_afterwards(browser):
    browser.post("/editing/new/", {"title": "A workshop in Manila"})
    set_up_app(browser)

    assert "A workshop in Manila" in browser.get("/editing/new/").content.decode()


@pytest.mark.parametrize(("is_asked_by_provider", "status"), [(True, 200), (False, 302)])
def test_a_provider_that_asks_for_second_factors_itself_can_be_trusted(
    rita, provider, settings, is_asked_by_provider, status
):
    settings.OIDC_PROVIDER_REQUIRES_MFA = is_asked_by_provider
    provider.set_person("m-1", groups=["reviewers"])

    browser, _ = sign_in_by(provider, "m-1")

    assert browser.get("/editing/").status_code == status


def test_that_says_nothing_about_a_sign_in_by_password(browser, settings):
    settings.OIDC_PROVIDER_REQUIRES_MFA = True

    assert browser.get("/editing/").status_code == 302
