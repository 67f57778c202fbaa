"""Accounts that Django's own commands would make or change are made and changed in the audit trail."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from portal.audit.models import Entry
from tests.builders import make_account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "options",
    [{}, {"interactive": False, "username": "carol", "email": "carol@example.org"}],
)
def test_createsuperuser_makes_no_account_and_names_the_command_that_does(options):
    with pytest.raises(CommandError, match=r"manage\.py create_administrator NAME"):
        call_command("createsuperuser", **options)

    assert (User.objects.count(), Entry.objects.count()) == (0, 0)


def test_changepassword_writes_the_audit_trail(monkeypatch):
    eva = make_account("eva", "editor")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "a long enough password")

    call_command("changepassword", "eva")

    eva.refresh_from_db()
    assert eva.check_password("a long enough password")
    assert [(one.deed, one.name) for one in Entry.objects.all()] == [
        ("Password set from the command line", "eva")
    ]
