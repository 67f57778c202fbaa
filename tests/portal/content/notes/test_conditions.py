"""A note is open as long as its cause is there: every code has a check or is closed by hand only."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from portal.content.edits.fields import SetFields
from portal.content.notes import conditions
from portal.content.notes.report_facts import ReportFacts
from portal.content.schema import Item
from portal.documents import readers
from portal.editor.item_types import ITEM_TYPES
from portal.imports import importer, load_vocabulary
from portal.imports.importer import ImportOptions, ParsedUpload, Upload
from portal.parsing import pipeline
from reports.models import ImportNote, Organization, Report
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.imported_reports import import_text
from tests.builders.records import make_organization, make_person, make_report
from tests.corpus import reading

PARSING = [settings.BASE_DIR / "portal" / name for name in ("parsing", "documents", "imports")]
NOTE_CALLS = ("Note", "add_note")
# “title-not-stated” and similar codes are composed of these.
MISSING = {"title", "date", "place"}


def codes_in(path):
    """Yield the note codes in a source file, and the constants that codes are composed of."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            arguments = node.args if name in NOTE_CALLS else []
        elif isinstance(node, ast.Assign):
            arguments = node.value.elts if isinstance(node.value, ast.Tuple) else []
            name = getattr(node.targets[0], "id", "")
            arguments = arguments[:1] if name.startswith("POINT_") else []
        else:
            continue
        for argument in arguments:
            if isinstance(argument, ast.Constant) and is_code(argument.value):
                yield argument.value


def is_code(value):
    return isinstance(value, str) and "-" in value and " " not in value and value.islower()


def test_every_note_code_of_the_parser_has_a_check_or_is_closed_by_hand_only():
    codes = {code for folder in PARSING for path in folder.rglob("*.py") for code in codes_in(path)}
    codes |= {f"{field}-not-stated" for field in MISSING}

    assert sorted([*conditions.CAUSES, *conditions.BY_HAND_ONLY]) == sorted(codes)


@pytest.mark.django_db
@pytest.mark.parametrize("folder", reading.folders(), ids=lambda folder: folder.name)
def test_no_note_of_a_new_import_is_resolved_by_its_check(folder):
    for entry in reading.entries("organizations", "organization"):
        organization = make_organization(entry["name"], slug=entry["slug"])
        organization.aliases = "\n".join(reading.forms_of(entry)[1:])
        organization.acronym = entry.get("acronym", "")
        organization.save()
    file = Upload.at(reading.source_of(folder))
    source = readers.read(file.name, file.content)
    draft = pipeline.parse_report(source, load_vocabulary.load_vocabulary())
    draft.front.title = draft.front.title or Path(file.name).stem

    report, _ = importer.store_import(file, ParsedUpload(source, draft), ImportOptions())

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
    return import_text(TEXT)


def key_of(report, text):
    (key,) = [block.key for block in blocks_of(report) if block.text.startswith(text)]
    return key


def apply_edit(operation, report, *args):
    report.refresh_from_db()
    return operation(report, report.version, *args)


def state_of(report):
    return dict(report.notes.values_list("reason", "resolved"))


def resolution_after(report, begin, *edits):
    """Return whether the note is resolved, at first and after each edit."""
    (reason,) = [reason for reason in state_of(report) if reason.startswith(begin)]
    states = [state_of(report)[reason]]
    for operation, *args in edits:
        apply_edit(operation, report, *args)
        states.append(state_of(report)[reason])
    return states


def test_adding_a_named_person_as_speaker_closes_the_note(report):
    speaker = "Mr. Ben Otto"

    assert resolution_after(
        report,
        "“Mr. Otto” is named, but does not speak",
        (edits.set_themes, key_of(report, "Mr. Hess"), []),
        (edits.add_speaker, key_of(report, "Mr. Hess"), speaker),
    ) == [False, False, True]


def test_removing_a_speaker_opens_the_note_again(report):
    key = key_of(report, "Mr. Hess")
    apply_edit(edits.add_speaker, report, key, "Mr. Gil Hess")
    participation = report.participations.get(person__name="Gil Hess").pk

    assert resolution_after(
        report,
        "“Mr. Hess” speaks without an introduction",
        (edits.remove_speaker, key, participation),
    ) == [True, False]


def test_setting_the_level_of_a_recommendation_closes_only_its_own_note(report):
    first, second = (key_of(report, text) for text in ("train more", "ask employers"))

    assert resolution_after(
        report,
        "Recommendation 4.2 has no stated level",
        (edits.set_level, [first], "national"),
        (edits.set_level, [second], "national"),
        (edits.set_level, [second], ""),
    ) == [False, False, True, False]


def test_adding_the_unknown_issuer_of_a_recommendation_closes_the_note(report):
    assert resolution_after(
        report,
        "Recommendation 4.2 was made by “Atlantis”",
        (edits.add_issuer, key_of(report, "ask employers"), "Atlantis"),
    ) == [False, True]
    assert Organization.objects.filter(name="Atlantis").exists()


def test_adding_an_issuer_as_another_name_of_a_known_organization_closes_the_note(report):
    norway = Organization.objects.get(name="Norway")

    assert resolution_after(
        report,
        "Recommendation 4.2 was made by “Atlantis”",
        (edits.add_issuer, key_of(report, "ask employers"), "Atlantis", norway.slug),
    ) == [False, True]


def test_correcting_a_paragraph_number_closes_the_note(report):
    report.paragraphs.filter(anchor="p4").update(number="3")

    assert resolution_after(
        report,
        "Paragraph 2 is followed by paragraph 4",
        (edits.set_themes, key_of(report, "Mr. Hess"), []),
    ) == [False, True]


@pytest.mark.parametrize("number", ["", "²", "4 bis"])
def test_a_report_without_valid_paragraph_numbers_can_be_saved(report, number):
    report.paragraphs.update(number=number)

    assert resolution_after(
        report,
        "Paragraph 2 is followed by paragraph 4",
        (edits.set_themes, key_of(report, "Mr. Hess"), []),
    ) == [False, True]


@pytest.mark.parametrize("code", ["numbers-skip", "person-ambiguous"])
def test_an_error_in_a_note_check_stops_no_save_and_leaves_its_notes_unchanged(
    report, code, monkeypatch, caplog
):
    note = ImportNote.objects.create(document=report.source, code=code, reason="Look here")
    monkeypatch.setitem(conditions.CAUSES, code, lambda stored, note: 1 / 0)

    apply_edit(edits.set_themes, report, key_of(report, "Mr. Hess"), [])

    note.refresh_from_db()
    assert note.resolved is False
    assert f"Note {code} could not be checked." in caplog.text


def test_discarding_a_list_item_taken_for_a_paragraph_closes_the_note(db):
    report = import_text(f"{TEXT}\nClosing\n\n5. Some participants said:\n- pay more\n")

    assert resolution_after(
        report,
        "A list item was read as a paragraph: it reports what one or some",
        (edits.retype, key_of(report, "pay more"), "discard", "a remark"),
    ) == [False, True]


def test_adding_the_organization_of_a_speaker_closes_the_note(report):
    speaker = report.participations.get(person__slug="ana-cruz")
    fields = {"organizations": [make_organization("ILO").pk]}

    assert resolution_after(
        report,
        "Ms. Ana Cruz is introduced as “Director”",
        (edits.save, SetFields(Item("participation", speaker.pk), fields)),
    ) == [False, True]


def test_removing_an_annex_closes_the_note_about_it(report):
    locator = (ITEM_TYPES["annexes"], str(report.annexes.get().pk))

    assert resolution_after(
        report, "Annex 1 is mentioned, but not", (edits.remove_item, locator)
    ) == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("begin", "columns"),
    [
        ("No title is stated", {"title": "ARF Seminar"}),
        ("No date is stated", {"starts_on": "2019-03-10"}),
        ("No place is stated", {"place": "Rome"}),
    ],
)
def test_adding_a_missing_title_date_or_place_closes_the_note(db, begin, columns):
    report = import_text("Session 1: All\n\n1. Training is dear.\n")
    Report.objects.filter(pk=report.pk).update(title="seminar")
    key = key_of(report, "Training")
    apply_edit(edits.set_themes, report, key, [])
    (reason,) = [reason for reason in state_of(report) if reason.startswith(begin)]
    assert state_of(report)[reason] is False

    Report.objects.filter(pk=report.pk).update(**columns)
    apply_edit(edits.set_themes, report, key, [])

    assert state_of(report)[reason] is True


def test_an_ambiguous_name_note_applies_only_if_two_people_have_exactly_that_name(db):
    make_person("Ana Cruz")
    make_person("Maria Santos", aliases="Ana Cruz-Reyes\nDr. Santos")
    report = make_report()
    note = ImportNote(code="person-ambiguous", about="Ana Cruz")

    assert conditions.still_applies(ReportFacts(report), note) is False

    make_person("Anita Cruz", aliases="Dr. Cruz\nAna Cruz")

    assert conditions.still_applies(ReportFacts(report), note) is True
