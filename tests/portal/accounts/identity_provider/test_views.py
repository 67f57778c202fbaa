"""Sign-in through a real identity provider, and what goes wrong on the way."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.identity_provider.admission import admit
from portal.accounts.identity_provider.identity import identity_of
from portal.audit.models import AuditEntry
from portal.web import limits
from tests.builders.records import make_account
from tests.harness.identity_provider import begin, configure, sign_in_by
from tests.harness.served_portal import free_port

ANA = {
    "email": "ana@example.org",
    "preferred_username": "ana.cruz@example.org",
    "given_name": "Ana",
    "family_name": "Cruz",
    "groups": ["editors", "everybody"],
}


def text_of(answer):
    return answer.content.decode()


def actions():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_a_member_of_a_group_gets_an_account_with_its_role_at_the_first_sign_in(db, provider):
    provider.set_person("s-1", **ANA)

    browser, answer = sign_in_by(provider, "s-1", next="/editing/reports/")

    ana = User.objects.get()
    assert answer["Location"] == "/editing/reports/"
    assert browser.get("/editing/reports/").status_code == 200
    assert (ana.username, ana.get_full_name(), ana.email) == ("ana.cruz", "Ana Cruz", ANA["email"])
    assert (roles.role_of(ana), ana.has_usable_password()) == ("editor", False)
    assert actions() == [
        "Account created at the first sign-in with Staff login",
        "Role: none → editor",
        "Signed in with Staff login",
    ]


def test_the_next_sign_in_finds_the_account_by_its_subject_whatever_else_changed(db, provider):
    provider.set_person("s-2", **ANA)
    sign_in_by(provider, "s-2")
    provider.set_person("s-2", **ANA | {"email": "new@example.org", "preferred_username": "other"})

    browser, _ = sign_in_by(provider, "s-2")

    assert User.objects.count() == 1
    assert browser.get("/editing/").status_code == 200


def test_without_a_group_that_has_a_role_nobody_gets_an_account(db, provider):
    provider.set_person("s-3", **ANA | {"groups": ["everybody"]})

    browser, answer = sign_in_by(provider, "s-3")

    assert answer.status_code == 403
    assert "none of your groups has a role here" in text_of(answer)
    assert not User.objects.exists()
    assert browser.get("/editing/").status_code == 302
    assert actions() == ["Sign-in with Staff login refused: You have no role in this portal"]


@pytest.mark.parametrize("subject", ["s-31", "zoe.quill@example.org", "EXAMPLE\\zoe.quill"])
def test_the_audit_log_has_no_address_of_somebody_who_was_refused(db, subject):
    ana = identity_of({"sub": subject, "email": "zoe.quill@example.org"}, "groups")

    for _ in range(7):
        admit(ana)

    entries = list(AuditEntry.objects.values_list("target_type", "target_key", "target_name"))
    assert len(entries) == 5
    assert len(set(entries)) == 1
    assert "zoe" not in str(entries)
    assert ("s-31" in str(entries)) == (subject == "s-31")


def test_a_role_follows_the_groups_and_a_lower_one_ends_the_sessions(db, provider):
    provider.set_person("s-4", **ANA | {"groups": ["editors", "reviewers"]})
    first, _ = sign_in_by(provider, "s-4")
    was_signed_in = first.get("/editing/").status_code
    provider.set_person("s-4", **ANA)

    second, _ = sign_in_by(provider, "s-4")

    assert roles.highest_role(User.objects.get()) == "editor"
    assert (was_signed_in, first.get("/editing/").status_code) == (200, 302)
    assert second.get("/editing/").status_code == 200


def test_who_has_left_all_groups_loses_the_role_and_all_sessions(db, provider):
    provider.set_person("s-5", **ANA)
    first, _ = sign_in_by(provider, "s-5")
    provider.set_person("s-5", **ANA | {"groups": []})

    _, answer = sign_in_by(provider, "s-5")

    assert answer.status_code == 403
    assert roles.highest_role(User.objects.get()) is None
    assert first.get("/editing/").status_code == 302


def test_an_account_with_the_same_address_is_not_taken_over(db, provider):
    local = make_account("local", "administrator", email="ANA@example.org")
    provider.set_person("s-6", **ANA)

    browser, answer = sign_in_by(provider, "s-6")

    assert answer.status_code == 403
    assert "s-6" in text_of(answer)
    assert "already an account with your email address" in text_of(answer)
    assert list(User.objects.all()) == [local]
    assert browser.get("/editing/").status_code == 302


def test_an_account_with_the_same_name_stays_apart(db, provider):
    make_account("ana.cruz", "administrator")
    provider.set_person("s-7", **ANA)

    sign_in_by(provider, "s-7")

    other = User.objects.exclude(username="ana.cruz").get()
    assert other.username.startswith("ana.cruz")
    assert roles.role_of(other) == "editor"


def test_a_deactivated_account_is_not_signed_in(db, provider):
    provider.set_person("s-8", **ANA)
    sign_in_by(provider, "s-8")
    User.objects.update(is_active=False)

    browser, answer = sign_in_by(provider, "s-8")

    assert answer["Location"] == reverse("account_inactive")
    assert browser.get("/editing/").status_code == 302


def test_an_answer_works_only_in_the_browser_that_asked_and_only_once(db, provider):
    provider.set_person("s-9", **ANA)
    browser = Client()
    path = provider.authorize(begin(browser), "s-9")

    answers = [Client().get(path), browser.get(path), browser.get(path)]

    assert [answer.status_code for answer in answers] == [400, 302, 400]
    assert "no longer valid" in text_of(answers[0])


def test_the_token_of_another_sign_in_is_refused(db, provider):
    provider.set_person("s-10", **ANA)
    browser = Client()
    own, stolen = (provider.authorize(begin(browser), "s-10") for _ in range(2))
    state = parse_qs(urlsplit(own).query)["state"][0]
    code = parse_qs(urlsplit(stolen).query)["code"][0]

    answer = browser.get(reverse("oidc_return"), {"state": state, "code": code})

    assert answer.status_code == 403
    assert "(nonce)" in text_of(answer)
    assert not User.objects.exists()


def test_a_code_that_the_provider_does_not_know_is_refused(db, provider):
    browser = Client()
    state = parse_qs(urlsplit(begin(browser)).query)["state"][0]

    answer = browser.get(reverse("oidc_return"), {"state": state, "code": "invented"})

    assert answer.status_code == 502
    assert "did not give out a token" in text_of(answer)


def test_the_address_at_the_provider_has_pkce_and_nothing_from_the_query_string(db, provider):
    page = Client().post(f"{reverse('oidc_begin')}?scope=admin&process=connect&auth_params=acr%3D1")

    assert "code_challenge_method=S256" in text_of(page)
    assert "scope=admin" not in text_of(page)
    assert "acr" not in text_of(page)


def test_a_cancelled_sign_in_says_so_and_repeats_nothing_but_a_code(db, provider):
    cancelled = Client().get(reverse("oidc_return"), {"error": "access_denied"})
    invented = Client().get(reverse("oidc_return"), {"error": "Call 0900-123 now!"})

    assert (cancelled.status_code, invented.status_code) == (403, 400)
    assert "access_denied" in text_of(cancelled)
    assert "0900" not in text_of(invented)


def test_a_provider_that_is_down_gives_a_page_that_says_so(db, provider, settings):
    configure(settings, f"http://127.0.0.1:{free_port()}")

    answer = Client().post(reverse("oidc_begin"))

    assert answer.status_code == 503
    assert "does not answer at the moment" in text_of(answer)
    assert not Session.objects.exists()


def test_an_issuer_that_calls_itself_differently_is_not_trusted(db, provider, settings):
    configure(settings, f"{provider.url}/")

    answer = Client().post(reverse("oidc_begin"))

    assert answer.status_code == 502
    assert "the provider calls itself" in text_of(answer)


def test_sign_ins_that_are_begun_are_limited_by_network(db, provider, monkeypatch):
    monkeypatch.setattr(limits, "SIGN_INS_PER_HOUR_AND_ADDRESS", 2)

    answers = [Client().post(reverse("oidc_begin")).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_without_a_provider_its_pages_are_not_found(client, db):
    assert client.post(reverse("oidc_begin")).status_code == 404
    assert client.get(reverse("oidc_return")).status_code == 404
    assert "Sign in with" not in text_of(client.get(reverse("account_login")))


def test_a_form_of_another_site_cannot_begin_a_sign_in(db, provider):
    browser = Client(enforce_csrf_checks=True)

    assert browser.post(reverse("oidc_begin")).status_code == 403


def test_the_next_page_is_always_one_of_the_portal(db, provider):
    provider.set_person("s-11", **ANA)

    _, answer = sign_in_by(provider, "s-11", next="https://evil.example/")

    assert answer["Location"] == "/editing/"


@pytest.mark.parametrize("page", ["account_change_password", "usersessions_list", "mfa_index"])
def test_an_account_without_a_password_can_open_its_own_pages(db, provider, page):
    provider.set_person("s-12", **ANA)
    browser, _ = sign_in_by(provider, "s-12")

    assert browser.get(reverse(page)).status_code == 200


def test_an_account_without_a_password_can_add_a_second_factor(db, provider):
    provider.set_person("s-13", **ANA)
    browser, _ = sign_in_by(provider, "s-13")

    assert browser.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_second_factor_of_the_portal_is_asked_for_after_the_provider(db, provider):
    provider.set_person("s-14", **ANA)
    sign_in_by(provider, "s-14")
    TOTP.activate(User.objects.get(), generate_totp_secret())

    browser, answer = sign_in_by(provider, "s-14")

    assert answer["Location"] == reverse("mfa_authenticate")
    assert browser.get("/editing/").status_code == 302
