"""A note closes when its cause is gone, opens when it is back, and leaves an editor's word alone."""

import pytest

from portal.audit.models import Entry
from portal.correcting import corrections, notes
from portal.correcting.units import units_of
from portal.desk import steps
from portal.history import nextdraft
from portal.history.restoring import restore
from portal.history.saving import SaveRefusedError, Saving
from reports.models import ImportNote, Person, Report
from tests.builders import make_account, make_person
from tests.portal.importing.in_process import brought, imported

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Training

1. Participants recommended to:
- train more;
"""


@pytest.fixture
def report():
    return imported(TEXT)


def note(report):
    return report.notes.get(code="level-not-stated")


def set_level(report, level):
    report.refresh_from_db()
    key = next(one.key for one in units_of(report) if one.text.startswith("train more"))
    corrections.set_level(report, report.version, [key], level)


def trail():
    deeds = Entry.objects.filter(deed__startswith="Note").order_by("pk")
    return list(deeds.values_list("by_name", "deed", "comment"))


def test_what_closes_and_opens_by_itself_is_in_the_trail_as_such(report):
    reason = "Recommendation 1.1 stands under no level."

    for level, is_closed in (("national", True), ("", False)):
        set_level(report, level)
        found = note(report)
        assert (found.resolved, found.by_hand) == (is_closed, False)

    assert trail() == [
        ("The portal", "Note closed by itself: its cause is gone", reason),
        ("The portal", "Note opened again by itself: its cause is back", reason),
    ]


def test_what_an_editor_has_settled_stays_settled_and_what_he_opened_open(report):
    notes.settle(report, note(report).pk, resolved=True)
    set_level(report, "national")
    set_level(report, "")
    assert note(report).resolved

    notes.settle(report, note(report).pk, resolved=False)
    set_level(report, "national")
    assert not note(report).resolved


def test_a_note_of_another_report_is_not_there(report):
    other = imported(TEXT.replace("10 March", "11 March"))

    with pytest.raises(SaveRefusedError, match="not there any more"):
        notes.settle(report, note(other).pk, resolved=True)


def test_a_revision_that_is_restored_opens_what_was_open_then(report):
    first = report.revisions.get()
    set_level(report, "national")
    report.refresh_from_db()

    restore(report, report.version, first)

    assert not note(report).resolved


def test_notes_are_about_the_next_version_until_it_is_given_up():
    report = imported(TEXT, publish=True)
    ana = make_account("ana", "editor")
    draft = nextdraft.begin(report, ana)
    set_level(draft, "national")
    assert note(report).resolved

    steps.discard(report, Saving(Report.objects.get(next_of=report).version, ana))

    assert not note(report).resolved


def test_a_newer_version_keeps_what_an_editor_said_and_looks_at_the_rest_again():
    text = f"{TEXT}- ask employers;\n"
    report = imported(text)
    first, second = report.notes.filter(code="level-not-stated").order_by("pk")
    notes.settle(report, first.pk, resolved=True)

    now = brought(report, text.replace("A. ", "").replace("Training", "Skilling"))

    found = now.notes.filter(code="level-not-stated").order_by("pk")
    assert [(one.resolved, one.by_hand) for one in found] == [
        (True, True),
        (False, False),
    ]
    assert second.reason == found[1].reason


@pytest.fixture
def namesakes():
    """Two people of one name, and a note of an import about them."""
    both = make_person("Ana Cruz"), make_person("Ana Cruz", slug="ana-cruz-2")
    report = imported(TEXT.replace("1. Part", "1. Ms. Ana Cruz spoke.\n2. Part"))
    # Whom the report means is another one.
    made = Person.objects.exclude(pk__in=[one.pk for one in both]).get(name="Ana Cruz")
    report.participations.update(person=make_person("Ana Maria Cruz"))
    made.delete()
    assert is_closed() is False
    return both


def is_closed():
    return ImportNote.objects.get(code="person-ambiguous").resolved


def test_a_namesake_who_is_renamed_at_the_administration_closes_the_note(
    namesakes, client
):
    client.force_login(make_account("root", "administrator"))
    address = f"/admin/reports/person/{namesakes[1].pk}/change/"
    form = client.get(address).context["adminform"].form
    shown = {name: form[name].value() or "" for name in form.fields}

    answer = client.post(address, shown | {"name": "Ana Cruz-Reyes"})

    assert (answer.status_code, is_closed()) == (302, True)


def test_a_namesake_who_is_deleted_closes_the_note(namesakes):
    namesakes[1].delete()

    assert is_closed() is True
