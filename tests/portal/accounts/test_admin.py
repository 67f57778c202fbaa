"""Administrators create accounts and set roles, and the last administrator cannot be removed."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import Permission, Role
from portal.audit.models import AuditEntry
from tests.builders.records import make_account
from tests.harness.admin_pages import as_sent

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


@pytest.fixture
def ada(client, db):
    ada = make_account("ada", "administrator")
    client.force_login(ada)
    return ada


def change_url(account):
    return reverse("admin:auth_user_change", args=[account.pk])


def change(client, account, **typed):
    form_data = as_sent(client.get(change_url(account)))
    return client.post(change_url(account), form_data | typed)


def role_of(account):
    return roles.role_of(User.objects.get(pk=account.pk))


def audit_entries():
    entries = AuditEntry.objects.exclude(action="Signed in").order_by("pk")
    return list(entries.values_list("by_name", "action", "target_name"))


def test_an_account_is_created_with_a_role(client, ada):
    typed = {"username": "ben", "usable_password": "true", "role": "editor"}
    typed |= {"password1": PASSWORD, "password2": PASSWORD}

    client.post(reverse("admin:auth_user_add"), typed)

    ben = User.objects.get(username="ben")
    assert (role_of(ben), ben.is_superuser) == (Role.EDITOR, False)
    assert audit_entries() == [
        ("ada", "Account created", "ben"),
        ("ada", "Role: none → editor", "ben"),
    ]


def test_a_role_change_is_in_the_audit_log(client, ada):
    ben = make_account("ben", "editor")

    change(client, ben, role="reviewer")
    change(client, ben, role="")

    assert role_of(ben) is None
    assert [action for _, action, _ in audit_entries() if action.startswith("Role")] == [
        "Role: editor → reviewer",
        "Role: reviewer → none",
    ]


def test_bidi_characters_are_stripped_from_names_and_rejected_in_usernames(client, ada):
    ben = make_account("ben", "editor")

    change(client, ben, first_name="\u202eBen", last_name="\u2067Cruz\u200f")
    refused = change(client, ben, username="ben\u202e")

    ben.refresh_from_db()
    assert (ben.username, ben.get_full_name()) == ("ben", "Ben Cruz")
    assert "Enter a valid username" in refused.content.decode()


def test_setting_the_role_of_a_superuser_revokes_superuser_status(client, ada):
    root = User.objects.create_superuser("root")
    assert role_of(root) == Role.ADMINISTRATOR

    change(client, root, role="viewer")

    assert (role_of(root), User.objects.get(username="root").is_superuser) == (
        Role.VIEWER,
        False,
    )


@pytest.mark.parametrize("typed", [{"role": "editor"}, {"role": ""}])
def test_the_last_administrator_cannot_lose_the_role(client, ada, typed):
    page = change(client, ada, **typed)

    assert "Add another administrator first." in page.content.decode()
    assert role_of(ada) == Role.ADMINISTRATOR


def test_deleting_an_account_is_in_the_audit_log(client, ada):
    ben = make_account("ben", "editor")
    Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={})

    client.post(reverse("admin:auth_user_delete", args=[ben.pk]), {"post": "yes"})

    assert [action for _, action, _ in audit_entries()] == [
        "Second factor added: TOTP Authenticator",
        "Account deleted",
        "Second factor removed: TOTP Authenticator",
    ]


def test_an_editor_has_exactly_the_permissions_of_the_role(db):
    ben = make_account("ben", "editor")

    assert ben.has_perm("reports.change_person")
    assert not ben.has_perm("auth.change_user")
    assert not ben.has_perm("reports.change_report")
    assert {permission for permission in Permission if roles.may(ben, permission)} == {
        *(
            Permission.READ,
            Permission.IMPORT,
            Permission.CORRECT,
            Permission.BEGIN,
            Permission.DISCARD,
        ),
        *(Permission.SUBMIT, Permission.EDIT_ENTITIES, Permission.RESOLVE_NOTES),
        *(Permission.ATTACH, Permission.LINK, Permission.ROUNDS, Permission.RECORD),
        Permission.REDACT,
    }


def test_the_last_administrator_cannot_be_deleted(client, ada):
    page = reverse("admin:auth_user_delete", args=[ada.pk])
    listed = reverse("admin:auth_user_changelist")
    typed = {"action": "delete_selected", "_selected_action": ada.pk, "post": "yes"}

    assert client.post(page, {"post": "yes"}).status_code == 403
    client.post(listed, typed)

    assert User.objects.get() == ada


def test_a_deactivated_account_keeps_its_role(client, ada):
    ben = make_account("ben", "editor", is_active=False)

    change(client, ben, first_name="Ben")
    change(client, ben, is_active="on")

    assert role_of(ben) == Role.EDITOR
    assert [action for _, action, _ in audit_entries() if action.startswith("Role")] == []


def test_a_password_set_by_an_administrator_is_in_the_audit_log(client, ada):
    ben = make_account("ben", "editor", password=PASSWORD)
    page = reverse("admin:auth_user_password_change", args=[ben.pk])
    new = "another long enough one"

    client.post(page, {"password1": new, "password2": new, "usable_password": "true"})

    assert User.objects.get(username="ben").check_password(new)
    assert audit_entries() == [("ada", "Password set by an administrator", "ben")]
