"""Administrators make accounts, give each its role, and cannot lock everybody out."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import Deed, Role
from portal.audit.models import Entry
from tests.admin_pages import as_sent
from tests.builders import make_account

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


@pytest.fixture
def ada(client, db):
    ada = make_account("ada", "administrator")
    client.force_login(ada)
    return ada


def page_of(account):
    return reverse("admin:auth_user_change", args=[account.pk])


def change(client, account, **typed):
    sent = as_sent(client.get(page_of(account)))
    return client.post(page_of(account), sent | typed)


def role_of(account):
    return roles.role_of(User.objects.get(pk=account.pk))


def trail():
    kept = Entry.objects.exclude(deed="Signed in").order_by("pk")
    return list(kept.values_list("by_name", "deed", "name"))


def test_an_account_is_made_in_a_role(client, ada):
    typed = {"username": "ben", "usable_password": "true", "role": "editor"}
    typed |= {"password1": PASSWORD, "password2": PASSWORD}

    client.post(reverse("admin:auth_user_add"), typed)

    ben = User.objects.get(username="ben")
    assert (role_of(ben), ben.is_superuser) == (Role.EDITOR, False)
    assert trail() == [
        ("ada", "Account made", "ben"),
        ("ada", "Role: none → editor", "ben"),
    ]


def test_a_role_is_changed_and_the_trail_says_so(client, ada):
    ben = make_account("ben", "editor")

    change(client, ben, role="reviewer")
    change(client, ben, role="")

    assert role_of(ben) is None
    assert [deed for _, deed, _ in trail() if deed.startswith("Role")] == [
        "Role: editor → reviewer",
        "Role: reviewer → none",
    ]


def test_no_name_of_an_account_turns_the_letters_around_it(client, ada):
    ben = make_account("ben", "editor")

    change(client, ben, first_name="\u202eBen", last_name="\u2067Cruz\u200f")
    refused = change(client, ben, username="ben\u202e")

    ben.refresh_from_db()
    assert (ben.username, ben.get_full_name()) == ("ben", "Ben Cruz")
    assert "Enter a valid username" in refused.content.decode()


def test_who_was_made_otherwise_becomes_what_the_table_knows(client, ada):
    root = User.objects.create_superuser("root")
    assert role_of(root) == Role.ADMINISTRATOR

    change(client, root, role="viewer")

    assert (role_of(root), User.objects.get(username="root").is_superuser) == (
        Role.VIEWER,
        False,
    )


@pytest.mark.parametrize("typed", [{"role": "editor"}, {"role": ""}])
def test_the_last_administrator_stays_one(client, ada, typed):
    page = change(client, ada, **typed)

    assert "Make another administrator first." in page.content.decode()
    assert role_of(ada) == Role.ADMINISTRATOR


def test_a_deleted_account_is_in_the_trail(client, ada):
    ben = make_account("ben", "editor")
    Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={})

    client.post(reverse("admin:auth_user_delete", args=[ben.pk]), {"post": "yes"})

    assert [deed for _, deed, _ in trail()] == [
        "Second factor added: TOTP Authenticator",
        "Account deleted",
        "Second factor removed: TOTP Authenticator",
    ]


def test_the_role_is_all_that_gives_rights(db):
    ben = make_account("ben", "editor")

    assert ben.has_perm("reports.change_person")
    assert not ben.has_perm("auth.change_user")
    assert not ben.has_perm("reports.change_report")
    assert {deed for deed in Deed if roles.may(ben, deed)} == {
        *(Deed.READ, Deed.IMPORT, Deed.CORRECT, Deed.BEGIN, Deed.DISCARD),
        *(Deed.SUBMIT, Deed.REGISTERS, Deed.SETTLE),
    }


def test_the_last_administrator_is_not_deleted(client, ada):
    page = reverse("admin:auth_user_delete", args=[ada.pk])
    listed = reverse("admin:auth_user_changelist")
    typed = {"action": "delete_selected", "_selected_action": ada.pk, "post": "yes"}

    assert client.post(page, {"post": "yes"}).status_code == 403
    client.post(listed, typed)

    assert User.objects.get() == ada


def test_an_account_that_is_switched_off_keeps_its_role(client, ada):
    ben = make_account("ben", "editor", is_active=False)

    change(client, ben, first_name="Ben")
    change(client, ben, is_active="on")

    assert role_of(ben) == Role.EDITOR
    assert [deed for _, deed, _ in trail() if deed.startswith("Role")] == []


def test_a_password_that_an_administrator_sets_is_in_the_trail(client, ada):
    ben = make_account("ben", "editor", password=PASSWORD)
    page = reverse("admin:auth_user_password_change", args=[ben.pk])
    new = "another long enough one"

    client.post(page, {"password1": new, "password2": new, "usable_password": "true"})

    assert User.objects.get(username="ben").check_password(new)
    assert trail() == [("ada", "Password set by an administrator", "ben")]
