"""Django's own account commands are disabled or write to the audit log."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from portal.audit.models import AuditEntry
from tests.builders.records import make_account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "options",
    [{}, {"interactive": False, "username": "carol", "email": "carol@example.org"}],
)
def test_createsuperuser_creates_no_account_and_names_the_command_that_does(options):
    with pytest.raises(CommandError, match=r"manage\.py create_administrator NAME"):
        call_command("createsuperuser", **options)

    assert (User.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_changepassword_writes_the_audit_log(monkeypatch):
    eva = make_account("eva", "editor")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "a long enough password")

    call_command("changepassword", "eva")

    eva.refresh_from_db()
    assert eva.check_password("a long enough password")
    assert [(entry.action, entry.target_name) for entry in AuditEntry.objects.all()] == [
        ("Password set from the command line", "eva")
    ]
