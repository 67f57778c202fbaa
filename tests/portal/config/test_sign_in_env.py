"""Settings of sign-in: what is wrong is named, with what to write instead."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.accounts.roles import Role
from portal.config import sign_in_env
from portal.config.sign_in_env import sign_in_settings

PROVIDER = {
    "OIDC_ISSUER": "https://login.example.org/realms/staff",
    "OIDC_CLIENT_ID": "portal",
    "OIDC_CLIENT_SECRET": "secret",
    "OIDC_GROUPS": "editors=editor, reviewers=reviewer",
}


@pytest.fixture
def read(monkeypatch):
    """Return a function that reads the settings from the provider's and changed variables."""

    def read_with(**changed):
        for name, value in (PROVIDER | changed).items():
            monkeypatch.setenv(name, value)
        return sign_in_settings(on_loopback=True)

    return read_with


def test_the_roles_are_those_of_the_portal():
    assert list(sign_in_env.ROLES) == Role.values


def test_without_an_issuer_nothing_is_configured(read):
    settings = read(OIDC_ISSUER="")

    assert (settings["OIDC_ISSUER"], settings["SOCIALACCOUNT_PROVIDERS"]) == ("", {})


def test_a_provider_is_configured_with_the_issuer_as_it_is_written(read):
    settings = read(OIDC_ISSUER="https://login.example.org/")

    (app,) = settings["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert (app["provider_id"], app["client_id"]) == ("https://login.example.org/", "portal")
    assert settings["OIDC_GROUPS"] == {"editors": "editor", "reviewers": "reviewer"}


def test_names_of_groups_may_contain_commas_and_equals_signs(read):
    settings = read(OIDC_GROUPS="cn=a,ou=b=editor; cn=c,ou=d=reviewer")

    assert settings["OIDC_GROUPS"] == {"cn=a,ou=b": "editor", "cn=c,ou=d": "reviewer"}


def test_the_secret_may_be_in_a_file(read, tmp_path):
    path = tmp_path / "secret"
    path.write_text("from a file\n")

    settings = read(OIDC_CLIENT_SECRET="", OIDC_CLIENT_SECRET_FILE=str(path))

    (app,) = settings["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert app["secret"] == "from a file"  # noqa: S105 -- of a test


@pytest.mark.parametrize(
    "changed",
    [
        {"OIDC_ISSUER": "http://login.example.org"},
        {"OIDC_ISSUER": "login.example.org"},
        {"OIDC_ISSUER": "https://user:word@login.example.org"},
        {"OIDC_ISSUER": "https://login.example.org/?x=1"},
        {"OIDC_ISSUER": "https://login.example.org/" + "x" * 200},
        {"OIDC_CLIENT_ID": ""},
        {"OIDC_CLIENT_SECRET": ""},
        {"OIDC_CLIENT_SECRET_FILE": "/no/such/file"},
        {"OIDC_GROUPS": ""},
        {"OIDC_GROUPS": "editors"},
        {"OIDC_GROUPS": "editors=owner"},
        {"OIDC_GROUPS": "=editor"},
        {"MFA_REQUIRED_FOR": "everybody"},
        {"OIDC_ONLY": "maybe"},
        {"OIDC_ONLY": "yes", "OIDC_ISSUER": ""},
    ],
)
def test_what_cannot_work_is_refused_with_the_name_of_the_setting(read, changed):
    name = next(iter(changed))

    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        read(**changed)
    assert "word@" not in str(refusal.value)


def test_required_roles_are_separated_by_commas(read):
    assert read(MFA_REQUIRED_FOR="reviewer, administrator")["MFA_REQUIRED_FOR"] == [
        "reviewer",
        "administrator",
    ]
