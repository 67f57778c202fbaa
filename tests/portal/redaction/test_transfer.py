"""Redactions are carried into a restored backup, without the words and without names of accounts."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from portal.erasure.erase import erase_account
from portal.redaction import transfer
from portal.redaction.models import Redaction
from tests.builders.redactions import places_with_name, redact
from tests.builders.seminar import seminar
from tests.portal.redaction.test_screening import has_name, set_text

pytestmark = pytest.mark.django_db


def test_redactions_are_applied_again_to_a_restored_backup(tmp_path):
    report = seminar()
    file = tmp_path / "redactions.json"
    redact("Zelda Quimby")
    call_command("export_redactions", str(file))
    assert not has_name(file.read_text())
    # As a backup from before has it.
    Redaction.objects.all().delete()
    set_text(report, "Zelda Quimby spoke.")

    call_command("reapply_redactions", str(file))

    assert places_with_name() == set()
    assert Redaction.objects.applied().count() == 1
    assert transfer.reapply(file.read_text()) == {}


def test_a_file_of_another_key_is_refused(tmp_path, settings):
    file = tmp_path / "redactions.json"
    redact("Zelda Quimby")
    call_command("export_redactions", str(file))
    settings.SECRET_KEY = "another key"  # noqa: S105 -- of this test

    with pytest.raises(CommandError, match="another SECRET_KEY"):
        call_command("reapply_redactions", str(file))


def test_the_name_of_an_account_that_was_erased_later_does_not_come_back():
    redact("Zelda Quimby")
    written = transfer.written_redactions()
    proposer = User.objects.get(pk=Redaction.objects.get().proposed_by_key)
    decider = User.objects.get(pk=Redaction.objects.get().decided_by_key)
    Redaction.objects.all().delete()
    erase_account(proposer)

    transfer.reapply(written)

    stored = Redaction.objects.get()
    assert (stored.proposed_by, stored.proposed_by_key) == ("Former account", None)
    assert (stored.decided_by, stored.decided_by_key) == (decider.username, decider.pk)
    assert proposer.username not in written


def test_an_account_that_has_the_key_of_another_one_has_decided_nothing():
    redact("Zelda Quimby")
    written = transfer.written_redactions()
    decider = Redaction.objects.get().decided_by_key
    Redaction.objects.all().delete()
    # As after a restore, which gives keys anew.
    User.objects.filter(pk=decider).update(username="somebody-else")

    transfer.reapply(written)

    stored = Redaction.objects.get()
    assert (stored.decided_by, stored.decided_by_key) == ("Former account", None)
