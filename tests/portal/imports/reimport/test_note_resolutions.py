"""Decisions about notes outlive a reimport, even if the portal words its notes anew."""

import pytest

from portal.imports.reimport.note_resolutions import resolved_notes, restore_resolutions
from reports.models import ImportNote
from tests.builders.records import make_report, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    report = make_report()
    make_source(report, "Text")
    return report


def add_note(report, about, reason, **fields):
    document = report.source
    ImportNote.objects.create(
        document=document, code="name-assumed", about=about, reason=reason, **fields
    )


def reopened(report, notes):
    """Return {reason: resolved} after a reimport that writes these notes."""
    resolutions = resolved_notes(report)
    report.notes.all().delete()
    for about, reason in notes:
        add_note(report, about, reason)
    restore_resolutions(report, resolutions)
    return dict(report.notes.values_list("reason", "resolved"))


def test_a_decision_is_found_by_the_reason_or_by_what_the_note_is_about(report):
    add_note(report, "Ana", "“Ana” was taken for a person.", resolved=True, by_hand=True)
    add_note(report, "Ben", "“Ben” was taken for a person.")
    add_note(report, "", "A name.", resolved=True, by_hand=True)

    notes = [
        ("Ana", "“Ana” was assumed to be a person."),
        ("Ben", "“Ben” is new."),
        ("", "A name."),
    ]
    assert reopened(report, notes) == {
        "“Ana” was assumed to be a person.": True,
        "“Ben” is new.": False,
        "A name.": True,
    }


def test_a_decision_is_not_guessed_where_several_notes_are_about_the_same(report):
    add_note(report, "Ana", "“Ana” speaks twice.", resolved=True, by_hand=True)
    add_note(report, "Ana", "“Ana” has no title.")

    notes = [("Ana", "“Ana” speaks twice."), ("Ana", "“Ana” lacks a title.")]
    assert reopened(report, notes) == {
        "“Ana” speaks twice.": True,
        "“Ana” lacks a title.": False,
    }


def test_a_decision_about_one_note_does_not_resolve_a_second_one_about_the_same(report):
    add_note(report, "Ana", "“Ana” speaks twice.", resolved=True, by_hand=True)

    notes = [("Ana", "“Ana” speaks twice."), ("Ana", "“Ana” has no title.")]
    assert reopened(report, notes) == {
        "“Ana” speaks twice.": True,
        "“Ana” has no title.": False,
    }
