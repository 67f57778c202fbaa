"""Failed sign-ins are in the log, and in the audit log without filling it."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from portal.accounts import failed_sign_ins
from portal.accounts.failed_sign_ins import PASSWORD, failures_today, record_failure
from portal.audit.models import AuditEntry

RIGHT = "a long enough password"
TYPED = "a-password-in-the-wrong-field"

pytestmark = pytest.mark.django_db


def sign_in(client, name="ana", password="wrong"):  # noqa: S107 -- of a test
    return client.post(reverse("account_login"), {"login": name, "password": password})


def failures():
    entries = AuditEntry.objects.filter(action__startswith="Sign-in failed").order_by("pk")
    return list(entries.values_list("action", "target_key", "target_name"))


def logged(caplog):
    return [
        (record.getMessage(), record.account)
        for record in caplog.records
        if record.name == failed_sign_ins.__name__
    ]


def test_a_wrong_password_is_in_the_log_and_in_the_audit_log(client, ana, caplog):
    sign_in(client)

    assert failures() == [
        ("Sign-in failed (1 today): wrong name or password", str(ana.pk), "ana"),
    ]
    assert logged(caplog) == [("Sign-in failed: wrong name or password", ana.pk)]


def test_no_name_that_was_typed_is_kept_unless_it_is_that_of_an_account(client, ana, caplog):
    sign_in(client, name=TYPED)

    assert failures() == [
        ("Sign-in failed (1 today): wrong name or password", "unknown", "unknown name"),
    ]
    assert logged(caplog) == [("Sign-in failed: wrong name or password", None)]
    assert TYPED not in caplog.text


def test_a_wrong_second_factor_is_in_both_logs(client, ana, caplog):
    ana.set_password(RIGHT)
    ana.save()
    TOTP.activate(ana, generate_totp_secret())
    sign_in(client, password=RIGHT)

    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert Authenticator.objects.count() == 1
    assert [action for action, _, _ in failures()] == [
        "Sign-in failed (1 today): wrong second factor"
    ]
    assert logged(caplog) == [("Sign-in failed: wrong second factor", ana.pk)]


def test_an_attempt_that_is_refused_unchecked_is_in_the_log_only(client, ana, caplog):
    for _ in range(7):
        sign_in(client)

    assert logged(caplog)[-1] == ("Sign-in failed: too many attempts", ana.pk)
    assert (len(failures()), failures_today()) == (1, 5)


def test_a_hundred_failures_of_an_account_make_three_entries(ana, caplog):
    caplog.set_level(logging.ERROR)
    for _ in range(100):
        record_failure(ana, PASSWORD)

    assert [action for action, _, _ in failures()] == [
        f"Sign-in failed ({number} today): wrong name or password" for number in (1, 10, 100)
    ]
    assert failures_today() == 100


def test_unknown_names_share_one_count_however_many_they_are(client, db):
    for number in range(5):
        sign_in(client, name=f"nobody{number}")

    assert (len(failures()), failures_today()) == (1, 5)
