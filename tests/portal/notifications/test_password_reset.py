"""A forgotten password is set by a link in a mail, and nobody learns who has an account."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import LoginAttempt
from portal.audit.models import AuditEntry
from portal.notifications.models import Notice
from portal.notifications.notices import postpone, send_notices
from portal.web import limits
from tests.builders.records import PASSWORD, make_account
from tests.harness.mail_server import text_of

ANA = "ana@example.org"
NEW = "another long enough one"
ASK = "/accounts/password/forgotten/"


@pytest.fixture
def ana(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_account("ana", "editor", email=ANA, password=PASSWORD)


def ask(address=ANA, **more):
    return Client().post(ASK, {"address": address}, **more)


def sent_link(mailboxes):
    """Return the path of the link in the last mail."""
    send_notices()
    (url,) = re.findall(r"http\S+forgotten\S+", text_of(mailboxes.mails[-1]))
    return urlsplit(url).path


def set_password(browser, path, password=NEW):
    form = browser.get(path)
    page = form["Location"] if form.status_code == 302 else path
    return browser.post(page, {"new_password1": password, "new_password2": password})


def sign_in(password):
    browser = Client()
    return browser, browser.post(
        reverse("account_login"), {"login": "ana", "password": password}
    ).get("Location")


def test_the_link_of_the_mail_sets_a_new_password_once_and_ends_all_sessions(ana, mailboxes):
    signed_in = Client()
    signed_in.force_login(ana)
    ask(ANA.upper())
    path = sent_link(mailboxes)

    browser = Client()
    answers = [set_password(browser, path)["Location"], set_password(Client(), path).status_code]

    assert answers == [reverse("account_login"), 200]
    assert "no longer valid" in Client().get(path).content.decode()
    assert [sign_in(password)[1] for password in (PASSWORD, NEW)] == [None, "/editing/"]
    assert signed_in.get("/editing/").status_code == 302
    # Setting the password has signed nobody in.
    assert browser.get("/editing/").status_code == 302
    actions = AuditEntry.objects.filter(target_name="ana").values_list("action", flat=True)
    assert list(actions.order_by("pk")) == [
        *("Signed in", "Password reset by email"),
        *("Sign-in failed (1 today): wrong name or password", "Signed in"),
    ]
    assert "ana" in text_of(mailboxes.mails[0])


def test_the_link_also_works_in_a_browser_that_is_signed_in(ana, mailboxes):
    browser = Client()
    browser.force_login(ana)
    ask()

    answer = set_password(browser, sent_link(mailboxes))

    assert (answer.status_code, answer.get("Location")) == (302, reverse("account_login"))
    assert browser.get("/editing/").status_code == 302


def test_a_weak_password_is_refused_and_changes_nothing(ana, mailboxes):
    ask()

    answer = set_password(Client(), sent_link(mailboxes), "short")

    assert (answer.status_code, "too short" in answer.content.decode()) == (200, True)
    assert sign_in(PASSWORD)[1] == "/editing/"


def test_a_new_password_does_not_pass_the_second_factor(ana, mailboxes):
    TOTP.activate(ana, generate_totp_secret())
    ask()
    set_password(Client(), sent_link(mailboxes))

    browser, location = sign_in(NEW)

    assert location == reverse("mfa_authenticate")
    assert browser.get("/editing/").status_code == 302


def test_the_answer_is_the_same_whatever_the_address_and_only_accounts_get_mail(ana, mailboxes):
    make_account("ben", email="ben@example.org", password=PASSWORD, is_active=False)
    make_account("eve", email="eve@example.org").set_unusable_password()
    make_account("zoe", email=ANA, password=PASSWORD)

    answers = [ask(address) for address in (ANA, "ben@example.org", "nobody@example.org")]
    send_notices()

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"{ASK}sent/")
    }
    assert [mail["To"] for mail in mailboxes.mails] == [ANA] * 2
    assert ["account zoe" in text_of(mail) for mail in mailboxes.mails] == [False, True]
    assert Session.objects.count() == 0


def test_mails_are_limited_for_an_account_and_a_network_and_strangers_fill_no_table(ana, mailboxes):
    def ask_and_send(number, address=ANA, network="192.0.2.1"):
        for _ in range(number):
            ask(address, REMOTE_ADDR=network)
            send_notices()
        return len(mailboxes.mails)

    ask()
    ask()
    assert ask_and_send(0) == 0
    send_notices()
    of_account = ask_and_send(limits.RESETS_PER_DAY_AND_ACCOUNT + 2)
    rows = LoginAttempt.objects.count()
    for number in range(5):
        ask(f"stranger{number}@example.org", REMOTE_ADDR=f"198.51.100.{number}")
        ask(ANA, REMOTE_ADDR=f"203.0.113.{number}")
    staff = [make_account(f"b{n}", email=f"b{n}@example.org", password=PASSWORD) for n in range(25)]
    for account in staff:
        ask_and_send(1, account.email, "192.0.2.9")

    # The two that were asked for before the first was sent count as two, and are one mail.
    assert of_account == limits.RESETS_PER_DAY_AND_ACCOUNT - 1
    assert len(mailboxes.mails) - of_account == limits.RESETS_PER_HOUR_AND_NETWORK
    assert LoginAttempt.objects.count() <= rows + 2 + len(staff) + 1


def test_of_a_refused_mail_and_a_second_request_meanwhile_one_waits(ana, mailboxes):
    ask()
    refused = Notice.objects.get()
    Notice.objects.update(taken_at=timezone.now())
    ask()

    postpone(refused, OSError("Try again later"))

    waiting = Notice.objects.get()
    assert (waiting.pk != refused.pk, waiting.taken_at) == (True, None)


def test_a_reset_that_could_not_be_sent_in_time_is_given_up(ana, mailboxes):
    ask()
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=7))
    send_notices()

    assert (mailboxes.mails, Notice.objects.count()) == ([], 0)


def test_a_forgotten_password_is_offered_only_where_the_portal_sends_mail(ana, client, settings):
    pages = [ASK, f"{ASK}sent/", f"{ASK}MQ/set-password/"]

    without = [client.get(page).status_code for page in pages]
    offers = ["Forgotten password" in client.get("/accounts/login/").content.decode()]
    settings.SENDS_MAIL = True
    offers.append("Forgotten password" in client.get("/accounts/login/").content.decode())

    assert (without, offers) == ([404] * 3, [False, True])
    assert [client.get(page).status_code for page in pages] == [200] * 3
