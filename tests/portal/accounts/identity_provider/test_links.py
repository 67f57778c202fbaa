"""Administrators link existing accounts to the provider, by subject."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.identity_provider.links import LinkRefusedError, link_account, unlink_account
from portal.accounts.invitations import invite, link_of
from portal.accounts.models import EmergencyAccount, Invitation
from portal.accounts.password_sign_in import may_use_password
from portal.audit.models import AuditEntry
from portal.notifications.models import Notice
from tests.builders.records import PASSWORD, make_account
from tests.harness.identity_provider import sign_in_by


@pytest.fixture
def ada(db):
    return make_account("ada", "administrator")


@pytest.fixture
def ben(db):
    return make_account("ben", "viewer", email="ben@example.org", password=PASSWORD)


def test_a_linked_account_signs_in_by_the_provider_and_no_longer_by_its_password(
    provider, ada, ben
):
    provider.set_person("b-1", email="ben@example.org", groups=["reviewers"])
    former = Client()
    former.force_login(ben)

    link_account(ben, "b-1", ada)
    browser, _ = sign_in_by(provider, "b-1")
    typed = {"login": "ben", "password": PASSWORD}

    assert browser.get("/editing/").status_code == 200
    assert former.get("/editing/").status_code == 302
    assert Client().post(reverse("account_login"), typed).status_code == 200
    assert roles.highest_role(ben) == "reviewer"
    entry = AuditEntry.objects.get(action="Linked to Staff login")
    assert (entry.by_name, entry.target_name) == ("ada", "ben")
    assert "b-1" in entry.comment


def test_a_linked_account_gets_no_password_by_the_invitation_that_was_open(provider, ada, ben):
    ben.set_unusable_password()
    ben.save()
    path = urlsplit(link_of(invite(ben, ada))).path

    link_account(ben, "b-7", ada)
    answer = Client().get(path)

    assert not Invitation.objects.exists()
    assert "no longer valid" in answer.content.decode()


def test_a_password_that_a_linked_account_has_by_other_means_does_not_sign_in(
    provider, ada, ben, mailboxes
):
    link_account(ben, "b-8", ada)
    ben.set_password(PASSWORD)
    ben.save()

    Client().post(reverse("account_login"), {"login": "ben", "password": PASSWORD})
    Client().post(reverse("password_reset"), {"address": "ben@example.org"})

    assert not AuditEntry.objects.filter(action="Signed in").exists()
    assert not Notice.objects.exists()


def test_an_emergency_account_that_was_linked_before_may_use_its_password(provider, ada, ben):
    link_account(ben, "b-9", ada)
    was_allowed = may_use_password(ben)
    EmergencyAccount.objects.create(account=ben)

    assert (was_allowed, may_use_password(ben)) == (False, True)


def test_an_identity_belongs_to_one_account(provider, ada, ben):
    link_account(ben, "b-2", ada)

    with pytest.raises(LinkRefusedError, match="belongs to the account “ben”"):
        link_account(make_account("eva"), "b-2", ada)
    with pytest.raises(LinkRefusedError, match="linked already"):
        link_account(ben, "b-3", ada)


def test_an_emergency_account_and_an_empty_identifier_are_not_linked(provider, ada, ben):
    EmergencyAccount.objects.create(account=ben)

    with pytest.raises(LinkRefusedError, match="emergency"):
        link_account(ben, "b-4", ada)
    with pytest.raises(LinkRefusedError, match="sub"):
        link_account(make_account("eva"), "", ada)


def test_a_removed_link_ends_the_sessions(provider, ada, ben):
    provider.set_person("b-5", groups=["editors"])
    link_account(ben, "b-5", ada)
    browser, _ = sign_in_by(provider, "b-5")

    unlink_account(ben, ada)

    assert browser.get("/editing/").status_code == 302
    assert AuditEntry.objects.filter(action="Link to Staff login removed").count() == 1


def test_the_same_subject_at_another_issuer_is_somebody_else(provider, ada, ben, settings):
    settings.OIDC_ISSUER = "https://former.example.org"
    link_account(ben, "b-6", ada)
    settings.OIDC_ISSUER = provider.url
    provider.set_person("b-6", groups=["editors"])

    sign_in_by(provider, "b-6")

    assert roles.highest_role(ben) == "viewer"
