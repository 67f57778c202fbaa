"""The names that reports have and the vocabulary lacks, for the editor."""

import pytest

from portal.content import draft_version
from portal.editor.proposed_names import find_proposed_names
from reports import publishing
from reports.models import ImportNote
from tests.builders.records import make_instrument, make_organization, make_report, make_source

CODES = {"organization": "organization-new", "instrument": "instrument-new"}


def propose(report, kind, name, **fields):
    document = report.source or make_source(report)
    values = {"code": CODES[kind], "reason": f"“{name}” is not in the vocabulary.", "about": name}
    return ImportNote.objects.create(document=document, **values | fields)


def listed(kind):
    return [
        (name.name, [(report.slug, note.pk) for report, note in name.places])
        for name in find_proposed_names(kind)
    ]


@pytest.mark.parametrize("kind", CODES)
def test_names_are_listed_once_with_all_their_reports_the_most_frequent_first(db, kind):
    first, second = make_report(), make_report(status="published")
    other = propose(first, kind, "Border Committee")
    notes = [propose(report, kind, name) for report, name in ((first, "Port"), (second, "PORT"))]
    propose(first, next(code for code in CODES if code != kind), "Another kind")

    assert listed(kind) == [
        ("Port", [(first.slug, notes[0].pk), (second.slug, notes[1].pk)]),
        ("Border Committee", [(first.slug, other.pk)]),
    ]


def test_a_name_that_was_resolved_or_has_been_added_since_is_not_listed(db):
    report = make_report()
    propose(report, "organization", "Resolved", resolved=True)
    propose(report, "organization", "Port Authority")
    propose(report, "organization", "Mentioned")
    make_organization("Authority of the Port", aliases="port authority")
    make_instrument("Mentioned")

    assert [name for name, _ in listed("organization")] == ["Mentioned"]


def test_a_report_with_a_next_version_is_listed_once(draft):
    note = propose(draft, "organization", "Port Authority")
    publishing.publish(draft)
    draft_version.begin_draft(draft)

    assert listed("organization") == [("Port Authority", [(draft.slug, note.pk)])] or (
        listed("organization")[0][1][0][1] == note.pk
    )


@pytest.mark.parametrize("kind", CODES)
def test_the_page_links_to_the_note_and_to_a_form_with_the_name(editor, draft, kind):
    note = propose(draft, kind, "Port & Sea Authority")

    page = editor.get(f"/editing/unregistered/{kind}s/").content.decode()
    workbench = editor.get(f"/editing/imports/{draft.slug}/").content.decode()
    form = editor.get(f"/admin/reports/{kind}/add/?name=Port+%26+Sea+Authority")

    assert f'href="/editing/imports/{draft.slug}/#note-{note.pk}"' in page
    assert f'href="/admin/reports/{kind}/add/?name=Port+%26+Sea+Authority"' in page
    assert f'id="note-{note.pk}"' in workbench
    assert form.context["adminform"].form["name"].value() == "Port & Sea Authority"


def test_an_empty_list_says_so(editor):
    page = editor.get("/editing/unregistered/instruments/").content.decode()

    assert "All names that the import proposed are registered." in page
