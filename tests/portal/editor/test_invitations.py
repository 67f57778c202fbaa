"""Administrators invite people, who set their password through a link that works once."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import roles
from portal.accounts.models import Invitation
from portal.audit.models import AuditEntry
from portal.notifications.models import Notice
from portal.notifications.notices import send_notices
from tests.builders.records import make_account
from tests.harness.mail_server import text_of

PAGE = "/editing/accounts/invitations/"
BEN = {"do": "invite", "username": "ben", "email": "ben@example.org", "role": "editor"}
NEW = "a password that ben chose"


@pytest.fixture
def ada(client, db):
    ada = make_account("ada", "administrator")
    client.force_login(ada)
    return client


def link_in(text):
    return urlsplit(re.search(r"https?://\S+/invitation/[^\s<\"]+", text)[0]).path


def accept(path, password=NEW):
    """Open the link in a new browser and set the password; return the answer."""
    browser = Client()
    form = browser.get(path)
    page = form["Location"] if form.status_code == 302 else path
    return browser.post(page, {"new_password1": password, "new_password2": password})


def sign_in(password=NEW):
    typed = {"login": "ben", "password": password}
    return Client().post(reverse("account_login"), typed).status_code == 302


def actions():
    entries = AuditEntry.objects.exclude(action="Signed in").order_by("pk")
    return list(entries.values_list("by_name", "action"))


def test_an_invitation_is_mailed_and_its_link_sets_a_password_once(ada, mailboxes):
    ada.post(PAGE, BEN)
    send_notices()
    mail = text_of(mailboxes.mails[0])
    path = link_in(mail)

    answers = [accept(path).get("Location"), accept(path, "another long enough one")]

    assert (mailboxes.mails[0]["To"], "ben" in mail) == ("ben@example.org", True)
    assert answers[0] == reverse("account_login")
    assert "no longer valid" in answers[1].content.decode()
    assert sign_in()
    assert roles.role_of(User.objects.get(username="ben")) == "editor"
    assert not Invitation.objects.exists()
    assert actions() == [
        ("ada", "Account created"),
        ("ada", "Role: none → editor"),
        ("ada", "Invited to set a password"),
        ("ben", "Invitation accepted: password set"),
    ]


def test_without_mail_the_link_is_shown_once(ada):
    page = ada.post(PAGE, BEN | {"email": ""}).content.decode()
    path = link_in(page)

    assert path not in ada.get(PAGE).content.decode()
    assert accept(path).status_code == 302
    assert sign_in()


def test_a_new_link_makes_the_former_one_worthless(ada):
    former = link_in(ada.post(PAGE, BEN).content.decode())
    ben = User.objects.get(username="ben")

    new = link_in(ada.post(PAGE, {"do": "resend", "account": ben.pk}).content.decode())

    assert "no longer valid" in accept(former).content.decode()
    assert accept(new).status_code == 302


def test_nothing_is_sent_again_to_an_account_for_which_passwords_are_off(ada, settings):
    ada.post(PAGE, BEN)
    invitation = Invitation.objects.get()
    settings.OIDC_ONLY = True

    answer = ada.post(PAGE, {"do": "resend", "account": invitation.account.pk})

    assert (answer.status_code, Invitation.objects.get()) == (422, invitation)
    assert "Withdraw the invitation" in answer.content.decode()


def test_a_withdrawn_invitation_opens_nothing_and_its_mail_is_not_sent(ada, mailboxes):
    ada.post(PAGE, BEN)
    ben = User.objects.get(username="ben")

    ada.post(PAGE, {"do": "withdraw", "account": ben.pk})
    send_notices()

    assert (mailboxes.mails, Notice.objects.count()) == ([], 0)
    assert ("ada", "Invitation withdrawn") in actions()
    assert User.objects.filter(username="ben").exists()


def test_an_expired_invitation_is_listed_as_such_and_opens_nothing(ada):
    path = link_in(ada.post(PAGE, BEN).content.decode())
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert "(expired)" in ada.get(PAGE).content.decode()
    assert "no longer valid" in accept(path).content.decode()


def test_a_deactivated_account_and_one_for_which_passwords_are_off_cannot_accept(ada, settings):
    path = link_in(ada.post(PAGE, BEN).content.decode())

    User.objects.filter(username="ben").update(is_active=False)
    assert "no longer valid" in accept(path).content.decode()

    User.objects.filter(username="ben").update(is_active=True)
    settings.OIDC_ONLY = True
    assert "no longer valid" in accept(path).content.decode()


def test_a_weak_password_is_refused_and_leaves_the_link_valid(ada):
    path = link_in(ada.post(PAGE, BEN).content.decode())

    assert accept(path, "short").status_code == 200
    assert accept(path).status_code == 302


@pytest.mark.parametrize(
    "changed",
    [{"username": "ADA"}, {"username": "a b"}, {"role": "owner"}, {"email": "nobody"}],
)
def test_wrong_input_is_refused_with_a_reason(ada, changed):
    answer = ada.post(PAGE, BEN | changed)

    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert User.objects.count() == 1


def test_with_mail_an_invitation_needs_an_address(ada, mailboxes):
    assert ada.post(PAGE, BEN | {"email": ""}).status_code == 422


@pytest.mark.parametrize("account", ["", "x", "9" * 30, "0"])
def test_an_unknown_invitation_is_not_found(ada, account):
    assert ada.post(PAGE, {"do": "withdraw", "account": account}).status_code == 404


def test_an_invitation_gives_no_key_that_a_stolen_database_opens_accounts_with(ada):
    page = ada.post(PAGE, BEN).content.decode()

    assert Invitation.objects.get().nonce.hex not in page
