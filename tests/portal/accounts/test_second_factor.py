"""Second factors (TOTP app, recovery codes, security keys): asked for at every sign-in once set up."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry
from tests.builders.records import make_account

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account

NEW = "another long enough one"


@pytest.fixture
def ana(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_account("ana", "editor", password=PASSWORD)


def sign_in(client, **options):
    typed = {"login": "ana", "password": PASSWORD}
    return client.post(reverse("account_login"), typed, **options)


def sign_in_and_confirm(client):
    """Sign in and reauthenticate, as every change of second factors requires."""
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_changing_second_factors_requires_reauthentication(client, ana):
    sign_in(client)

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


@pytest.fixture
def with_app(client, ana):
    """Return the secret of an authenticator app that ana has added to her account."""
    sign_in_and_confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{20,})</code>", page)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302
    return secret


def test_without_a_second_factor_the_password_signs_in(client, ana):
    assert sign_in(client)["Location"] == reverse("editor:dashboard")


def test_the_totp_secret_is_shown_as_inline_svg_and_not_as_a_data_url(client, ana):
    sign_in_and_confirm(client)

    page = client.get(reverse("mfa_activate_totp")).content.decode()

    assert ("<svg" in page, "data:image" in page) == (True, False)


def test_with_an_authenticator_app_the_password_alone_does_not_sign_in(with_app):
    client = Client()

    answer = sign_in(client)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("editor:dashboard")).status_code == 302


def test_a_code_of_the_authenticator_app_signs_in(with_app):
    client = Client()
    sign_in(client)

    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    # A code is valid once; the next one comes half a minute later.
    late = format_hotp_value(hotp_value(with_app, int(time.time()) // 30))
    Authenticator.objects.update(last_used_at=None)
    right = client.post(reverse("mfa_authenticate"), {"code": late})

    assert (wrong.status_code, right.status_code) == (200, 302)
    assert client.get(reverse("editor:dashboard")).status_code == 200


def test_a_recovery_code_signs_in_only_once(client, with_app):
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    code = page.split()[0]

    opened = []
    for _ in range(2):
        other = Client()
        sign_in(other)
        other.post(reverse("mfa_authenticate"), {"code": code})
        opened.append(other.get(reverse("editor:dashboard")).status_code)

    assert opened == [200, 302]


def test_adding_and_removing_a_second_factor_is_in_the_audit_log(client, with_app):
    client.post(reverse("mfa_deactivate_totp"))

    entries = AuditEntry.objects.exclude(action="Signed in").order_by("pk")
    assert [entry.action for entry in entries] == [
        "Second factor added: TOTP Authenticator",
        "Second factor added: Recovery codes",
        "Second factor removed: TOTP Authenticator",
        "Second factor removed: Recovery codes",
    ]


def test_attempts_at_second_factor_codes_are_rate_limited(with_app):
    client = Client()
    sign_in(client)

    pages = [
        client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
        for _ in range(8)
    ]

    assert "Too many failed" in pages[-1]


def test_page_visits_do_not_reset_the_rate_limit_of_second_factor_codes(with_app, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    client = Client()
    sign_in(client)

    def try_a_code():
        answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        return "Too many failed" in answer.content.decode()

    first = [try_a_code() for _ in range(6)]
    # More pages than the page cache holds: it then evicts a random third of its entries.
    for port in range(400):
        Client().get("/", headers={"host": f"127.0.0.1:{9000 + port}"})

    assert first == [False] * 5 + [True]
    assert [try_a_code() for _ in range(3)] == [True] * 3


def test_second_factor_codes_can_be_tried_fifty_times_a_day_from_all_ip_addresses(
    with_app, monkeypatch
):
    current_time = [2_000_000_000.0]
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: current_time[0])
    limited = []
    for number in range(60):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        sign_in(client)
        answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        limited.append("Too many failed" in answer.content.decode())
        current_time[0] += 301

    assert limited == [False] * 50 + [True] * 10


def test_the_page_of_second_factors_offers_to_add_a_security_key(client, with_app):
    page = client.get(reverse("mfa_index")).content.decode()

    assert reverse("mfa_add_webauthn") in page


def test_the_admin_redirects_to_the_login_page_with_a_second_factor(with_app):
    client = Client()

    answer = client.get("/admin/")

    assert answer.status_code == 302
    assert client.get(answer["Location"])["Location"].startswith(reverse("account_login"))


def test_other_sessions_can_be_ended(client, ana):
    other = Client()
    sign_in(client)
    sign_in(other)

    assert client.get(reverse("usersessions_list")).context["session_count"] == 2
    client.post(reverse("usersessions_list"))

    assert other.get(reverse("editor:dashboard")).status_code == 302
    assert client.get(reverse("editor:dashboard")).status_code == 200


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "login/code/"])
def test_sign_up_password_reset_email_and_login_code_pages_are_not_found(client, db, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_a_password_change_is_in_the_audit_log_and_ends_other_sessions(client, ana):
    other = Client()
    sign_in(client)
    sign_in(other)
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    client.post(reverse("account_change_password"), typed)

    assert AuditEntry.objects.filter(action="Password changed", by_name="ana").count() == 1
    assert client.get(reverse("editor:dashboard")).status_code == 200
    assert other.get(reverse("editor:dashboard")).status_code == 302


def test_the_admin_password_page_redirects_to_the_account_password_page(admin_client):
    answer = admin_client.get(reverse("admin:password_change"))

    assert answer["Location"] == reverse("account_change_password")
