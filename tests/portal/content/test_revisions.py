"""Every save is a revision with author and comment, and is marked when it is published."""

import pytest
from django.db import IntegrityError, transaction

from portal.content import loader, revisions, snapshot, workflow
from portal.content.models import Revision
from portal.content.refusals import SaveRefusedError
from reports.models.optimistic_locking import StaleSaveError
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.records import make_account
from tests.builders.seminar import seminar


def summaries(report):
    return [
        (revision.number, revision.by_name, revision.action, revision.comment)
        for revision in report.revisions.order_by("number")
    ]


def test_an_import_is_the_first_revision(db):
    ana = make_account("ana", first_name="Ana", last_name="Cruz")

    report = seminar(by=ana)

    assert summaries(report) == [(1, "Ana Cruz", "Read from “seminar.txt”", "")]
    assert report.revisions.get().text == snapshot.serialize(loader.load_snapshot(report))


def test_an_edit_creates_the_next_revision_with_author_and_comment(db):
    report = seminar()
    ana = make_account("ana", "editor")
    key = next(block.key for block in blocks_of(report) if block.text == "train more")

    edits.set_level(report, report.version, [key], "national", by=ana, comment="Said in 4.")

    assert summaries(report)[1:] == [
        (2, "ana", "Level set: 4.1 train more", "Said in 4."),
    ]


def test_a_revision_keeps_its_author_name_when_the_account_is_deleted(db):
    ana = make_account("ana", "editor")
    report = seminar(by=ana)

    ana.delete()

    assert [(revision.by, revision.by_name) for revision in report.revisions.all()] == [
        (None, "ana")
    ]


@pytest.mark.parametrize(
    "change", [{"content": b""}, {"sha256": "0" * 64}, {"names": {}}, {"comment": "No"}]
)
def test_the_database_rejects_updates_of_a_revision(db, change):
    revision = seminar().revisions.get()

    with (
        pytest.raises(IntegrityError, match="revision_is_immutable"),
        transaction.atomic(),
    ):
        Revision.objects.filter(pk=revision.pk).update(**change)


@pytest.mark.parametrize("fault", [StaleSaveError, SaveRefusedError])
def test_a_rejected_edit_creates_no_revision(db, fault):
    report = seminar()
    version = report.version + (fault is StaleSaveError)

    with pytest.raises(fault):
        edits.split(report, version, blocks_of(report)[0].key, 9_999)

    assert len(summaries(report)) == 1


def test_a_report_without_revisions_is_saved_as_a_revision_before_its_first_edit(db):
    report = seminar()
    report.revisions.all().delete()
    key = next(block.key for block in blocks_of(report) if block.text == "train more")

    edits.set_level(report, report.version, [key], "national")

    assert [action for _, _, action, _ in summaries(report)] == [
        "State before revisions were recorded",
        "Level set: 4.1 train more",
    ]


def test_publishing_marks_the_newest_revision_as_published(db):
    report = seminar()
    revisions.save_revision(report, "Looked at")
    revisions.save_revision(report, "Looked at again")

    workflow.publish(report)

    marked = report.revisions.exclude(published_at=None)
    assert [revision.number for revision in marked] == [3]


def test_a_revision_keeps_the_names_that_people_had_at_the_time(report):
    revision = revisions.save_revision(report, "Filled")
    person = report.participations.first().person
    person.name = "Ana Cruz-Reyes"
    person.save()

    assert revision.names["person"][str(person.pk)]["name"] == "Ana Cruz"


def test_publishing_first_saves_a_revision_of_changes_made_outside_the_editor(report):
    report.paragraphs.filter(anchor="p3").update(text="Training is cheap.")

    workflow.publish(report)

    assert [summary[2] for summary in summaries(report)] == [
        "Read from “seminar.txt”",
        "Filled",
        "Changed outside the editor",
    ]
    assert "is cheap" in report.revisions.exclude(published_at=None).get().text
