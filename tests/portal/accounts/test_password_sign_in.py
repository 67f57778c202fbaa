"""With OIDC_ONLY, passwords are for emergency accounts alone, whose every use is conspicuous."""

import io
import logging

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.models import EmergencyAccount
from portal.audit.models import AuditEntry
from portal.notifications.models import Notice
from tests.builders.records import PASSWORD, make_account


def sign_in(name):
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": name, "password": PASSWORD})
    return browser, answer


@pytest.fixture
def emergency(db):
    account = make_account("emergency", "administrator", email="e@example.org", password=PASSWORD)
    EmergencyAccount.objects.create(account=account)
    return account


@pytest.fixture
def ana(db):
    return make_account("ana", "administrator", email="ana@example.org", password=PASSWORD)


def test_only_emergency_accounts_sign_in_by_password(ana, emergency, provider, settings):
    settings.OIDC_ONLY = True

    refused, let_in = sign_in("ana")[1], sign_in("emergency")[1]

    assert (refused.status_code, let_in.status_code) == (200, 302)
    assert "not correct" in refused.content.decode()
    assert "Emergency account" in Client().get(reverse("account_login")).content.decode()


def test_an_emergency_account_gets_no_further_without_its_second_factor(emergency):
    browser, _ = sign_in("emergency")

    assert browser.get("/editing/")["Location"] == reverse("second_factor_required")
    assert browser.get("/admin/")["Location"] == reverse("second_factor_required")


def test_the_use_of_an_emergency_account_is_in_the_audit_log_and_in_that_of_the_server(
    emergency, caplog
):
    with caplog.at_level(logging.ERROR):
        sign_in("emergency")

    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert sorted(actions) == ["EMERGENCY ACCOUNT SIGNED IN", "Signed in"]
    assert "The emergency account “emergency” signed in." in caplog.messages


def test_only_emergency_accounts_can_reset_a_password(ana, emergency, settings, mailboxes):
    settings.OIDC_ONLY = True

    for address in ("ana@example.org", "e@example.org"):
        Client().post(reverse("password_reset"), {"address": address})

    assert [notice.account for notice in Notice.objects.all()] == [emergency]


def test_the_command_creates_an_emergency_account(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD} twice\n"))
    output = io.StringIO()

    call_command("create_administrator", "glass", "--emergency", stdout=output)

    assert EmergencyAccount.objects.get().account.username == "glass"
    assert "set up its second factor" in output.getvalue()
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert "Made an emergency account" in actions
