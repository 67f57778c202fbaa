"""The trail tells who did what, when; it goes with the deed, and stays as it is."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from portal.audit import trail
from portal.audit.models import Entry
from portal.audit.promises import PROMISES
from portal.audit.trail import Thing
from portal.correcting import corrections, notes
from portal.correcting.units import units_of
from reports import publishing, triggers
from tests.admin_pages import address, send
from tests.builders import make_account, make_report, make_theme
from tests.portal.history.conftest import seminar


def entries():
    return list(
        Entry.objects.order_by("pk").values_list(
            "by_name", "deed", "kind", "key", "comment"
        )
    )


def test_every_save_and_every_step_of_a_report_is_in_it(db):
    ana = make_account("ana", "editor")
    report = seminar(by=ana)
    key = next(one.key for one in units_of(report) if one.text == "train more")
    corrections.set_level(report, report.version, [key], "all", by=ana, comment="So")
    publishing.move(report, "in_review", by=ana, comment="Done")

    of_it = ("report", report.slug)
    closed = ("The portal", "Note closed by itself: its cause is gone", *of_it)
    assert entries() == [
        ("ana", "Read from “seminar.txt”", *of_it, ""),
        ("ana", "Level set: 4.1 train more", *of_it, "So"),
        (*closed, "Recommendation 4.1 stands under no level."),
        (*closed, "Recommendation 4.1.a stands under no level."),
        ("ana", "Draft → In review", *of_it, "Done"),
    ]


def test_fingerprints_chain_one_save_to_the_next(db):
    report = seminar()
    key = next(one.key for one in units_of(report) if one.text == "train more")
    corrections.set_level(report, report.version, [key], "all")

    first, second = Entry.objects.exclude(deed__startswith="Note").order_by("pk")
    assert (first.before, second.before) == ("", first.after)
    kept = report.revisions.order_by("number").values_list("sha256", flat=True)
    assert list(kept) == [first.after, second.after]


def test_nothing_in_it_turns_the_letters_of_another_column(db):
    ana = make_account("ana", "editor", first_name="\u202eAna")
    thing = Thing("index", "all", "\u202eName\u200f")

    entry = trail.note(ana, "\u2067Swept", thing, comment="Why\u202e\0not")

    assert (entry.by_name, entry.deed, entry.name, entry.comment) == (
        *("Ana", "Swept", "Name", "Whynot"),
    )


def test_a_command_acts_in_the_portal_s_name(db):
    trail.note(None, "Swept", Thing("index", "all"))

    assert entries() == [("The portal", "Swept", "index", "all", "")]


def test_what_is_rolled_back_leaves_no_entry(db):
    report = make_report(starts_on=None, ends_on=None)

    with pytest.raises(publishing.MoveNotAllowedError):
        publishing.publish(report)

    assert entries() == []


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_no_entry_is_changed_or_deleted(db, deed):
    trail.note(None, "Swept", Thing("index", "all"))
    changes = {
        "update": lambda: Entry.objects.update(deed="Nothing"),
        "delete": lambda: Entry.objects.all().delete(),
    }

    with (
        pytest.raises(IntegrityError, match="the_trail_is_only_added_to"),
        transaction.atomic(),
    ):
        changes[deed]()

    assert [one[1] for one in entries()] == ["Swept"]


def test_the_trail_is_not_emptied_at_a_stroke_either(db):
    trail.note(None, "Swept", Thing("index", "all"))
    statements = {
        "postgresql": "TRUNCATE audit_entry",
        "sqlite": "DELETE FROM audit_entry",
    }

    with (
        pytest.raises(IntegrityError, match="the_trail_is_only_added_to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statements[connection.vendor])

    assert [one[1] for one in entries()] == ["Swept"]


def test_a_trail_whose_triggers_are_gone_has_them_after_the_next_migration(
    transactional_db,
):
    triggers.change(connection, PROMISES, put_up=False)

    call_command("migrate", verbosity=0)

    test_the_trail_is_not_emptied_at_a_stroke_either(None)


def test_it_stays_when_the_account_and_the_report_go(db):
    ana = make_account("ana", "editor")
    report = seminar(by=ana)

    report.delete()
    ana.delete()

    assert [one[0] for one in entries()] == ["ana"]


def test_settling_a_note_is_in_it(db):
    report = seminar()
    note = report.notes.first()

    for resolved in (True, False):
        notes.settle(report, note.pk, resolved=resolved)

    assert [one[1] for one in entries()[1:]] == ["Note settled", "Note opened again"]


def test_what_is_done_to_a_register_is_in_it_with_what_was_and_is(admin_client, db):
    theme = make_theme("Recruitment")
    send(admin_client, theme, label="Hiring")
    admin_client.post(address(theme, "delete"), {"post": "yes"})

    found = Entry.objects.filter(kind="theme").order_by("pk")
    changed, deleted = found
    assert [(one.deed, one.name) for one in found] == [
        ("Changed", "Hiring"),
        ("Deleted", "Hiring"),
    ]
    assert (len(changed.before), changed.after, deleted.after) == (
        64,
        deleted.before,
        "",
    )


def test_signing_in_is_in_it(client, db):
    client.force_login(make_account("ana", "editor"))

    assert entries() == [
        ("ana", "Signed in", "account", str(User.objects.get().pk), "")
    ]
