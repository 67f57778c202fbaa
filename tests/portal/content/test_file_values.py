"""What the file of a report says is found for whatever state of the report is stored."""

from importlib import import_module

import pytest
from django.apps import apps

from portal.content import draft_version, service
from portal.content.edits.fields import SetFields
from portal.content.file_values import last_file_values
from portal.content.loader import load_snapshot
from portal.content.models import FileValues
from portal.content.schema import Item
from portal.entities import merge
from reports.models import Person, Report
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.records import make_person
from tests.builders.seminar_texts import SEMINAR_TO_REIMPORT

pytestmark = pytest.mark.django_db
NEWER = SEMINAR_TO_REIMPORT.replace("thanked", "warmly thanked")
NEWEST = SEMINAR_TO_REIMPORT.replace("thanked", "coldly thanked")


def set_place(report, place):
    report = Report.objects.get(pk=report.pk)
    edit = SetFields(Item("report", 0), {"place": place})
    service.save_edit(report=report, edit=edit, version=report.version)
    return Report.objects.get(pk=report.pk)


def last_words(report):
    """Return the place, and the text of the last paragraph, as the file has them."""
    values = last_file_values(Report.objects.get(pk=report.pk))
    return values.report.place, values.paragraphs[-1].text.split(" all")[0]


def test_the_first_revision_of_an_import_is_what_its_file_says():
    report = import_text(SEMINAR_TO_REIMPORT)
    imported = load_snapshot(report)

    assert last_file_values(set_place(report, "Online")) == imported


def test_a_reimport_keeps_what_the_newer_file_says_apart_from_edits():
    report = set_place(import_text(SEMINAR_TO_REIMPORT), "Online")

    reimported = reimport_text(report, NEWER)

    assert last_words(reimported) == ("Bangkok, Thailand", "The co-chairs warmly thanked")
    assert load_snapshot(reimported).report.place == "Online"


def test_a_restored_revision_brings_back_what_its_file_says():
    report = reimport_text(import_text(SEMINAR_TO_REIMPORT), NEWER)
    report = reimport_text(set_place(report, "Online"), NEWEST)
    second = report.revisions.get(number=3)

    service.restore_revision(report=report, version=report.version, revision=second)

    assert last_words(set_place(report, "Hanoi")) == (
        "Bangkok, Thailand",
        "The co-chairs warmly thanked",
    )


def test_a_discarded_draft_version_leaves_what_the_public_file_says():
    report = import_text(SEMINAR_TO_REIMPORT, publish=True)
    draft = reimport_text(report, NEWER)
    assert last_words(draft) == ("Bangkok, Thailand", "The co-chairs warmly thanked")

    draft_version.discard_draft(draft)

    draft = draft_version.begin_draft(Report.objects.get(pk=report.pk))
    assert last_words(draft) == ("Bangkok, Thailand", "The co-chairs thanked")


def test_the_values_name_the_record_into_which_a_person_was_merged():
    report = import_text(SEMINAR_TO_REIMPORT)
    reimported = reimport_text(report, NEWER)
    ana, target = Person.objects.get(name="Ana Cruz"), make_person("Ana M. Cruz")

    merge.merge("person", (ana, target))

    people = {one.person_id for one in last_file_values(reimported).participation.values()}
    assert target.pk in people
    assert ana.pk not in people


def test_a_report_older_than_its_revisions_has_no_values():
    report = import_text(SEMINAR_TO_REIMPORT)
    report.revisions.all().delete()

    assert last_file_values(report) is None


def test_the_last_import_of_an_earlier_version_counts_as_what_the_file_says():
    report = set_place(import_text(SEMINAR_TO_REIMPORT), "Online")
    reimported = reimport_text(report, NEWER)
    merged = load_snapshot(reimported)
    FileValues.objects.all().delete()

    migration = import_module("portal.content.migrations.0002_file_values")
    migration.copy_last_imports(apps, None)

    assert last_file_values(set_place(reimported, "Hanoi")) == merged
