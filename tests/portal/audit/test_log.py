"""The audit log records who did what, in the same transaction, and is append-only."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from portal.audit import log
from portal.audit.constraints import CONSTRAINTS
from portal.audit.log import AuditTarget
from portal.audit.models import AuditEntry
from portal.content import workflow
from portal.content.notes import status
from reports import publishing, triggers
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.records import make_account, make_report, make_theme
from tests.builders.seminar import seminar
from tests.harness.admin_pages import address, send


def entries():
    return list(
        AuditEntry.objects.order_by("pk").values_list(
            "by_name", "action", "target_type", "target_key", "comment"
        )
    )


def test_every_save_and_transition_of_a_report_is_in_the_audit_log(db):
    ana = make_account("ana", "editor")
    report = seminar(by=ana)
    key = next(block.key for block in blocks_of(report) if block.text == "train more")
    edits.set_level(report, report.version, [key], "all", by=ana, comment="So")
    publishing.transition(report, "in_review", by=ana, comment="Done")

    target = ("report", report.slug)
    closed = ("The portal", "Note resolved automatically: its cause no longer exists", *target)
    assert entries() == [
        ("ana", "Read from “seminar.txt”", *target, ""),
        ("ana", "Level set: 4.1 train more", *target, "So"),
        (*closed, "Recommendation 4.1 has no stated level."),
        (*closed, "Recommendation 4.1.a has no stated level."),
        ("ana", "Draft → In review", *target, "Done"),
    ]


def test_audit_log_hashes_chain_one_save_to_the_next(db):
    report = seminar()
    key = next(block.key for block in blocks_of(report) if block.text == "train more")
    edits.set_level(report, report.version, [key], "all")

    first, second = AuditEntry.objects.exclude(action__startswith="Note").order_by("pk")
    assert (first.before, second.before) == ("", first.after)
    revision_hashes = report.revisions.order_by("number").values_list("sha256", flat=True)
    assert list(revision_hashes) == [first.after, second.after]


def test_bidi_and_nul_characters_are_stripped_from_every_text_of_an_audit_entry(db):
    ana = make_account("ana", "editor", first_name="\u202eAna")
    target = AuditTarget("index", "all", "\u202eName\u200f")

    entry = log.log(ana, "\u2067Swept", target, comment="Why\u202e\0not")

    assert (entry.by_name, entry.action, entry.target_name, entry.comment) == (
        *("Ana", "Swept", "Name", "Whynot"),
    )


def test_an_action_without_an_account_is_logged_in_the_name_of_the_portal(db):
    log.log(None, "Swept", AuditTarget("index", "all"))

    assert entries() == [("The portal", "Swept", "index", "all", "")]


def test_a_rejected_transition_leaves_no_audit_entry(db):
    report = make_report(starts_on=None, ends_on=None)

    with pytest.raises(publishing.TransitionNotAllowedError):
        workflow.publish(report)

    assert entries() == []


@pytest.mark.parametrize("statement", ["update", "delete"])
def test_the_database_rejects_updates_and_deletes_of_audit_entries(db, statement):
    log.log(None, "Swept", AuditTarget("index", "all"))
    changes = {
        "update": lambda: AuditEntry.objects.update(action="Nothing"),
        "delete": lambda: AuditEntry.objects.all().delete(),
    }

    with (
        pytest.raises(IntegrityError, match="audit_log_is_append_only"),
        transaction.atomic(),
    ):
        changes[statement]()

    assert [entry[1] for entry in entries()] == ["Swept"]


def test_the_database_rejects_truncating_the_audit_log(db):
    log.log(None, "Swept", AuditTarget("index", "all"))
    statements = {
        "postgresql": "TRUNCATE audit_auditentry",
        "sqlite": "DELETE FROM audit_auditentry",
    }

    with (
        pytest.raises(IntegrityError, match="audit_log_is_append_only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statements[connection.vendor])

    assert [entry[1] for entry in entries()] == ["Swept"]


def test_migrate_recreates_missing_triggers_of_the_audit_log(
    transactional_db,
):
    triggers.apply_triggers(connection, CONSTRAINTS, create=False)

    call_command("migrate", verbosity=0)

    test_the_database_rejects_truncating_the_audit_log(None)


def test_audit_entries_stay_when_their_account_and_report_are_deleted(db):
    ana = make_account("ana", "editor")
    report = seminar(by=ana)

    report.delete()
    ana.delete()

    assert [entry[0] for entry in entries()] == ["ana"]


def test_resolving_a_note_is_in_the_audit_log(db):
    report = seminar()
    note = report.notes.first()

    for resolved in (True, False):
        status.set_resolved(report, note.pk, resolved=resolved)

    assert [entry[1] for entry in entries()[1:]] == ["Note resolved", "Note reopened"]


def test_admin_changes_of_a_theme_are_in_the_audit_log_with_hashes_before_and_after(
    admin_client, db
):
    theme = make_theme("Recruitment")
    send(admin_client, theme, label="Hiring")
    admin_client.post(address(theme, "delete"), {"post": "yes"})

    theme_entries = AuditEntry.objects.filter(target_type="theme").order_by("pk")
    changed, deleted = theme_entries
    assert [(entry.action, entry.target_name) for entry in theme_entries] == [
        ("Changed", "Hiring"),
        ("Deleted", "Hiring"),
    ]
    assert (len(changed.before), changed.after, deleted.after) == (
        64,
        deleted.before,
        "",
    )


def test_signing_in_is_in_the_audit_log(client, db):
    client.force_login(make_account("ana", "editor"))

    assert entries() == [("ana", "Signed in", "account", str(User.objects.get().pk), "")]


def test_a_full_name_longer_than_the_column_is_logged_shortened(db):
    ana = make_account("ana", "editor", first_name="A" * 150, last_name="B" * 150)

    entry = log.log(ana, "Swept", AuditTarget("index", "all"))

    entry.refresh_from_db()
    assert entry.by_name == f"{'A' * 150} {'B' * 49}"
