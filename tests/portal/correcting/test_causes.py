"""A note is open as long as its cause is there: every code has a check, or a reason for none."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from portal.correcting import causes, corrections, speakers
from portal.correcting.speakers import Introduction
from portal.correcting.stored import Stored
from portal.correcting.units import units_of
from portal.desk import placing
from portal.desk.pieces import PLACES
from portal.importing import intake, knowledge, parse, readers
from portal.importing.intake import File, Reading, Wishes
from reports.models import ImportNote, Organization, Report
from tests.builders import make_organization, make_person, make_report
from tests.corpus import reading
from tests.portal.importing.in_process import imported

IMPORTING = settings.BASE_DIR / "portal" / "importing"
TAKEN = ("Note", "note", "doubt")
# “title-not-stated” and the like are put together from these.
MISSING = {"title", "date", "place"}


def codes_in(path):
    """Yield the codes of the notes that a file makes, and what it puts them together from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            said = node.args if name in TAKEN else []
        elif isinstance(node, ast.Assign):
            said = node.value.elts if isinstance(node.value, ast.Tuple) else []
            name = getattr(node.targets[0], "id", "")
            said = said[:1] if name.startswith("POINT_") else []
        else:
            continue
        for one in said:
            if isinstance(one, ast.Constant) and is_code(one.value):
                yield one.value


def is_code(value):
    return (
        isinstance(value, str) and "-" in value and " " not in value and value.islower()
    )


def test_every_code_has_a_check_or_a_reason_for_none_and_no_other_has():
    made = {code for path in IMPORTING.rglob("*.py") for code in codes_in(path)}
    made |= {f"{what}-not-stated" for what in MISSING}

    assert sorted([*causes.CAUSES, *causes.BY_HAND_ONLY]) == sorted(made)


@pytest.mark.django_db
@pytest.mark.parametrize("folder", reading.folders(), ids=lambda folder: folder.name)
def test_what_an_import_has_just_noted_is_so(folder):
    for entry in reading.entries("organizations", "organization"):
        body = make_organization(entry["name"], slug=entry["slug"])
        body.aliases = "\n".join(reading.forms_of(entry)[1:])
        body.acronym = entry.get("acronym", "")
        body.save()
    file = File.at(reading.source_of(folder))
    source = readers.read(file.name, file.content)
    draft = parse.parse(source, knowledge.vocabulary())
    draft.front.title = draft.front.title or Path(file.name).stem

    report, _ = intake.store(file, Reading(source, draft), Wishes())

    assert list(report.notes.filter(resolved=True).values_list("code", "reason")) == []


TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Training

1. Ms. Ana Cruz, Director, noted this in Annex 1. Mr. Otto was there.
2. Mr. Hess noted that training is dear.
4. Participants recommended to:
- train more (Norway);
- ask employers (Atlantis);
- tell others (Norway).
"""


@pytest.fixture
def report(db):
    make_organization("Norway")
    return imported(TEXT)


def at(report, text):
    (key,) = [one.key for one in units_of(report) if one.text.startswith(text)]
    return key


def do(change, report, *args):
    report.refresh_from_db()
    return change(report, report.version, *args)


def state_of(report):
    return dict(report.notes.values_list("reason", "resolved"))


def closes(report, begin, *deeds):
    """Say of a note, after each deed, whether it is closed; nothing else may be."""
    (reason,) = [one for one in state_of(report) if one.startswith(begin)]
    found = [state_of(report)[reason]]
    for change, *args in deeds:
        do(change, report, *args)
        found.append(state_of(report)[reason])
    return found


def test_somebody_who_is_named_and_comes_to_speak_closes_the_note(report):
    said = Introduction("Mr. Ben Otto")

    assert closes(
        report,
        "“Mr. Otto” is named, but does not speak",
        (corrections.set_themes, at(report, "Mr. Hess"), []),
        (speakers.add_speaker, at(report, "Mr. Hess"), said),
    ) == [False, False, True]


def test_a_speaker_who_is_taken_off_again_opens_it_again(report):
    key = at(report, "Mr. Hess")
    do(speakers.add_speaker, report, key, Introduction("Mr. Gil Hess"))
    participation = report.participations.get(person__name="Gil Hess").pk

    assert closes(
        report,
        "“Mr. Hess” speaks without being introduced",
        (speakers.remove_speaker, key, participation),
    ) == [True, False]


def test_levels_that_are_set_close_their_notes_one_by_one(report):
    first, second = (at(report, one) for one in ("train more", "ask employers"))

    assert closes(
        report,
        "Recommendation 4.2 stands under no level",
        (corrections.set_level, [first], "national"),
        (corrections.set_level, [second], "national"),
        (corrections.set_level, [second], ""),
    ) == [False, False, True, False]


def test_whoever_made_it_once_recorded_closes_the_note(report):
    assert closes(
        report,
        "Recommendation 4.2 is made by “Atlantis”",
        (speakers.add_issuer, at(report, "ask employers"), "Atlantis"),
    ) == [False, True]
    assert Organization.objects.filter(name="Atlantis").exists()


def test_another_form_of_somebody_known_closes_the_note(report):
    norway = Organization.objects.get(name="Norway")

    assert closes(
        report,
        "Recommendation 4.2 is made by “Atlantis”",
        (speakers.add_issuer, at(report, "ask employers"), "Atlantis", norway.slug),
    ) == [False, True]


def test_a_number_that_is_put_right_closes_the_note(report):
    report.paragraphs.filter(anchor="p4").update(number="3")

    assert closes(
        report,
        "Paragraph 2 is followed by paragraph 4",
        (corrections.set_themes, at(report, "Mr. Hess"), []),
    ) == [False, True]


@pytest.mark.parametrize("number", ["", "²", "4 bis"])
def test_a_report_in_which_no_number_is_left_can_be_saved(report, number):
    report.paragraphs.update(number=number)

    assert closes(
        report,
        "Paragraph 2 is followed by paragraph 4",
        (corrections.set_themes, at(report, "Mr. Hess"), []),
    ) == [False, True]


@pytest.mark.parametrize("code", ["numbers-skip", "person-ambiguous"])
def test_a_fault_in_one_check_stops_no_save_and_leaves_its_notes_as_they_are(
    report, code, monkeypatch, caplog
):
    note = ImportNote.objects.create(
        document=report.source, code=code, reason="Look here"
    )
    monkeypatch.setitem(causes.CAUSES, code, lambda stored, note: 1 / 0)

    do(corrections.set_themes, report, at(report, "Mr. Hess"), [])

    note.refresh_from_db()
    assert note.resolved is False
    assert f"Whether note {code} still holds could not be told." in caplog.text


def test_a_point_that_is_made_what_it_is_closes_the_note(db):
    report = imported(f"{TEXT}\nClosing\n\n5. Some participants said:\n- pay more\n")

    assert closes(
        report,
        "A point of a list is taken for a paragraph: it gives the words of",
        (corrections.retype, at(report, "pay more"), "discard", "a remark"),
    ) == [False, True]


def test_an_organization_that_is_added_closes_the_note(report):
    ilo = make_organization("ILO")
    said = Introduction("Ms. Ana Cruz", "ana-cruz", organizations=(ilo.slug,))

    assert closes(
        report,
        "Ms. Ana Cruz is introduced as “Director”",
        (speakers.add_speaker, at(report, "Ms. Ana Cruz"), said),
    ) == [False, True]


def test_an_annex_that_is_supplied_or_taken_away_closes_the_note(report):
    where = (PLACES["annexes"], str(report.annexes.get().pk))

    assert closes(report, "Annex 1 is named, but not", (placing.remove, where)) == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("begin", "columns"),
    [
        ("The title is not stated", {"title": "ARF Seminar"}),
        ("The date is not stated", {"starts_on": "2019-03-10"}),
        ("The place is not stated", {"place": "Rome"}),
    ],
)
def test_what_the_title_block_lacks_and_an_editor_adds_closes_the_note(
    db, begin, columns
):
    report = imported("Session 1: All\n\n1. Training is dear.\n")
    Report.objects.filter(pk=report.pk).update(title="seminar")
    key = at(report, "Training")
    do(corrections.set_themes, report, key, [])
    (reason,) = [one for one in state_of(report) if one.startswith(begin)]
    assert state_of(report)[reason] is False

    Report.objects.filter(pk=report.pk).update(**columns)
    do(corrections.set_themes, report, key, [])

    assert state_of(report)[reason] is True


def test_somebody_whose_name_only_begins_so_does_not_bear_it(db):
    make_person("Ana Cruz")
    make_person("Maria Santos", aliases="Ana Cruz-Reyes\nDr. Santos")
    report = make_report()
    note = ImportNote(code="person-ambiguous", about="Ana Cruz")

    assert causes.holds(Stored(report), note) is False

    make_person("Anita Cruz", aliases="Dr. Cruz\nAna Cruz")

    assert causes.holds(Stored(report), note) is True
