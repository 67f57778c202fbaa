"""create_administrator creates the first administrator without showing the password."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from portal.accounts import roles
from portal.accounts.roles import Role
from portal.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


@pytest.fixture
def piped(monkeypatch):
    def pipe(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return pipe


def test_create_administrator_creates_an_administrator_with_the_piped_password(
    piped, client, capsys
):
    piped(f"{PASSWORD}\n")

    call_command("create_administrator", "ada")

    ada = User.objects.get()
    assert (roles.role_of(ada), ada.check_password(PASSWORD)) == (
        Role.ADMINISTRATOR,
        True,
    )
    assert "“ada” is now an administrator" in capsys.readouterr().out
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "Account created",
        "Role: none → administrator",
    ]


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("ada", "short", "at least 12 characters"),
        ("ada", "", "at least 12 characters"),
        ("a da", PASSWORD, "valid username"),
        ("ADA", PASSWORD, "An account named “ADA” already exists"),
    ],
)
def test_create_administrator_rejects_invalid_names_and_passwords(piped, name, password, sentence):
    if name == "ADA":
        User.objects.create_user("ada")
    count_before = User.objects.count()
    piped(f"{password}\n")

    with pytest.raises(CommandError, match=sentence):
        call_command("create_administrator", name)

    assert User.objects.count() == count_before


def test_create_administrator_rejects_two_different_passwords(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    typed = iter([PASSWORD, "another long password"])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))

    with pytest.raises(CommandError, match="Passwords do not match"):
        call_command("create_administrator", "ada")
