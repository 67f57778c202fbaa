"""A note closes when its cause is gone and opens when it is back, unless an editor has set it."""

import pytest

from portal.audit.models import AuditEntry
from portal.content import draft_version, workflow
from portal.content.locking import SaveRequest
from portal.content.notes import status
from portal.content.refusals import SaveRefusedError
from reports.models import ImportNote, Person, Report
from tests.builders import edits
from tests.builders.edits import blocks_of, restore_revision
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.records import make_account, make_person

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Training

1. Participants recommended to:
- train more;
"""


@pytest.fixture
def report():
    return import_text(TEXT)


def note(report):
    return report.notes.get(code="level-not-stated")


def set_level(report, level):
    report.refresh_from_db()
    key = next(block.key for block in blocks_of(report) if block.text.startswith("train more"))
    edits.set_level(report, report.version, [key], level)


def audit_entries():
    entries = AuditEntry.objects.filter(action__startswith="Note").order_by("pk")
    return list(entries.values_list("by_name", "action", "comment"))


def test_notes_closed_and_opened_automatically_are_in_the_audit_log(report):
    reason = "Recommendation 1.1 has no stated level."

    for level, is_closed in (("national", True), ("", False)):
        set_level(report, level)
        stored_note = note(report)
        assert (stored_note.resolved, stored_note.by_hand) == (is_closed, False)

    assert audit_entries() == [
        ("The portal", "Note resolved automatically: its cause no longer exists", reason),
        ("The portal", "Note reopened automatically: its cause is back", reason),
    ]


def test_a_note_closed_or_opened_by_hand_is_not_changed_automatically(report):
    status.set_resolved(report, note(report).pk, resolved=True)
    set_level(report, "national")
    set_level(report, "")
    assert note(report).resolved

    status.set_resolved(report, note(report).pk, resolved=False)
    set_level(report, "national")
    assert not note(report).resolved


def test_a_note_of_another_report_cannot_be_resolved(report):
    other = import_text(TEXT.replace("10 March", "11 March"))

    with pytest.raises(SaveRefusedError, match="no longer exists"):
        status.set_resolved(report, note(other).pk, resolved=True)


def test_restoring_a_revision_opens_the_notes_that_were_open_then(report):
    first = report.revisions.get()
    set_level(report, "national")
    report.refresh_from_db()

    restore_revision(report, report.version, first)

    assert not note(report).resolved


def test_discarding_a_draft_version_opens_the_notes_that_it_closed():
    report = import_text(TEXT, publish=True)
    ana = make_account("ana", "editor")
    draft = draft_version.begin_draft(report, ana)
    set_level(draft, "national")
    assert note(report).resolved

    workflow.discard(report, SaveRequest(Report.objects.get(next_of=report).version, ana))

    assert not note(report).resolved


def test_a_reimport_keeps_notes_closed_by_hand_and_checks_the_others_again():
    text = f"{TEXT}- ask employers;\n"
    report = import_text(text)
    first, second = report.notes.filter(code="level-not-stated").order_by("pk")
    status.set_resolved(report, first.pk, resolved=True)

    reimported = reimport_text(report, text.replace("A. ", "").replace("Training", "Skilling"))

    notes = reimported.notes.filter(code="level-not-stated").order_by("pk")
    assert [(note.resolved, note.by_hand) for note in notes] == [
        (True, True),
        (False, False),
    ]
    assert second.reason == notes[1].reason


@pytest.fixture
def namesakes():
    """Two people with the same name, and a note of an import about them."""
    both = make_person("Ana Cruz"), make_person("Ana Cruz", slug="ana-cruz-2")
    report = import_text(TEXT.replace("1. Part", "1. Ms. Ana Cruz spoke.\n2. Part"))
    # The report itself refers to a third person.
    imported_person = Person.objects.exclude(pk__in=[person.pk for person in both]).get(
        name="Ana Cruz"
    )
    report.participations.update(person=make_person("Ana Maria Cruz"))
    imported_person.delete()
    assert is_closed() is False
    return both


def is_closed():
    return ImportNote.objects.get(code="person-ambiguous").resolved


def test_renaming_a_namesake_in_the_admin_closes_the_note(namesakes, client):
    client.force_login(make_account("root", "administrator"))
    url = f"/admin/reports/person/{namesakes[1].pk}/change/"
    form = client.get(url).context["adminform"].form
    form_data = {name: form[name].value() or "" for name in form.fields}

    answer = client.post(url, form_data | {"name": "Ana Cruz-Reyes"})

    assert (answer.status_code, is_closed()) == (302, True)


def test_deleting_a_namesake_closes_the_note(namesakes):
    namesakes[1].delete()

    assert is_closed() is True
