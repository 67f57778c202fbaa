"""The first administrator is made from the command line, with a password that nobody reads there."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from portal.accounts import roles
from portal.accounts.roles import Role
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


@pytest.fixture
def piped(monkeypatch):
    def pipe(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return pipe


def test_an_administrator_is_made_who_can_sign_in(piped, client, capsys):
    piped(f"{PASSWORD}\n")

    call_command("create_administrator", "ada")

    ada = User.objects.get()
    assert (roles.role_of(ada), ada.check_password(PASSWORD)) == (
        Role.ADMINISTRATOR,
        True,
    )
    assert "“ada” administers the portal" in capsys.readouterr().out
    assert [one.deed for one in Entry.objects.order_by("pk")] == [
        "Account made",
        "Role: none → administrator",
    ]


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("ada", "short", "at least 12 characters"),
        ("ada", "", "at least 12 characters"),
        ("a da", PASSWORD, "valid username"),
        ("ADA", PASSWORD, "There is an account “ADA” already"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_made(piped, name, password, sentence):
    if name == "ADA":
        User.objects.create_user("ada")
    before = User.objects.count()
    piped(f"{password}\n")

    with pytest.raises(CommandError, match=sentence):
        call_command("create_administrator", name)

    assert User.objects.count() == before


def test_two_that_are_typed_must_be_the_same(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    typed = iter([PASSWORD, "another long password"])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))

    with pytest.raises(CommandError, match="The two are not the same"):
        call_command("create_administrator", "ada")
