"""Every save is a revision, kept with who made it and why, and marked when readers get it."""

import pytest
from django.db import IntegrityError, transaction

from portal.correcting import corrections
from portal.correcting.units import units_of
from portal.history import recording, snapshot
from portal.history.models import Revision
from portal.history.saving import SaveRefusedError
from recommendations.models import RecommendationTheme
from reports import publishing
from reports.models.versions import StaleSaveError
from tests.builders import make_account
from tests.portal.history.conftest import (
    keep_in_first_form,
    seminar,
)


def told(report):
    return [
        (one.number, one.by_name, one.deed, one.comment)
        for one in report.revisions.order_by("number")
    ]


def test_an_import_is_the_first_revision(db):
    ana = make_account("ana", first_name="Ana", last_name="Cruz")

    report = seminar(by=ana)

    assert told(report) == [(1, "Ana Cruz", "Read from “seminar.txt”", "")]
    assert report.revisions.get().text == snapshot.written(snapshot.of(report))


def test_a_correction_is_the_next_with_who_and_why(db):
    report = seminar()
    ana = make_account("ana", "editor")
    key = next(one.key for one in units_of(report) if one.text == "train more")

    corrections.set_level(
        report, report.version, [key], "national", by=ana, comment="Said in 4."
    )

    assert told(report)[1:] == [
        (2, "ana", "Level set: 4.1 train more", "Said in 4."),
    ]


def test_the_name_stays_when_the_account_goes(db):
    ana = make_account("ana", "editor")
    report = seminar(by=ana)

    ana.delete()

    assert [(one.by, one.by_name) for one in report.revisions.all()] == [(None, "ana")]


@pytest.mark.parametrize(
    "change", [{"content": b""}, {"sha256": "0" * 64}, {"names": {}}, {"comment": "No"}]
)
def test_a_revision_stays_as_it_was_made_whoever_writes_to_the_database(db, change):
    revision = seminar().revisions.get()

    with (
        pytest.raises(IntegrityError, match="a_revision_stays_as_it_was_made"),
        transaction.atomic(),
    ):
        Revision.objects.filter(pk=revision.pk).update(**change)


@pytest.mark.parametrize("fault", [StaleSaveError, SaveRefusedError])
def test_what_is_refused_leaves_no_revision(db, fault):
    report = seminar()
    version = report.version + (fault is StaleSaveError)

    with pytest.raises(fault):
        corrections.split(report, version, units_of(report)[0].key, 9_999)

    assert len(told(report)) == 1


def test_a_report_from_before_is_kept_as_it_was_found(db):
    report = seminar()
    report.revisions.all().delete()
    key = next(one.key for one in units_of(report) if one.text == "train more")

    corrections.set_level(report, report.version, [key], "national")

    assert [deed for _, _, deed, _ in told(report)] == [
        "As it stood before its revisions were kept",
        "Level set: 4.1 train more",
    ]


def test_what_readers_get_is_marked(db):
    report = seminar()
    recording.record(report, "Looked at")
    recording.record(report, "Looked at again")

    publishing.publish(report)

    marked = report.revisions.exclude(published_at=None)
    assert [one.number for one in marked] == [3]


def test_what_shared_records_were_called_is_kept_beside(report):
    revision = recording.record(report, "Filled")
    person = report.participations.first().person
    person.name = "Ana Cruz-Reyes"
    person.save()

    assert revision.names["person"][str(person.pk)]["name"] == "Ana Cruz"


def test_what_was_changed_past_the_desk_is_kept_before_readers_get_it(report):
    report.paragraphs.filter(anchor="p3").update(text="Training is cheap.")

    publishing.publish(report)

    assert [one[2] for one in told(report)] == [
        "Read from “seminar.txt”",
        "Filled",
        "Changed without the desk",
    ]
    assert "is cheap" in report.revisions.exclude(published_at=None).get().text


def test_a_revision_in_an_earlier_form_is_not_taken_for_a_change(db):
    report = seminar()
    kept = keep_in_first_form(recording.present(report))

    assert recording.present(report) == kept


def test_confirming_the_themes_of_a_revision_in_the_first_form_is_told_by_nobody(
    report,
):
    """As the migration does it, which reads from the revisions what editors have picked."""
    kept = keep_in_first_form(recording.present(report))
    RecommendationTheme.objects.update(status="confirmed")

    assert recording.present(report) == kept
    report.paragraphs.get(anchor="p3").themes.clear()
    assert recording.present(report).deed == "Changed without the desk"
