"""A portal of before: what its revisions tell of who assigned a theme is not lost."""

import json
import zlib

import pytest
from django.core.management import call_command

from portal.correcting import corrections
from portal.desk import saves
from portal.desk.pieces import PLACES
from portal.history import recording
from portal.history.models import Revision
from portal.history.saving import Saving
from reports.models import Report, ThemeStatus
from tests.builders import assign_themes, make_theme
from tests.portal.history.conftest import revisions_can_change, seminar


def keep_as_before():
    """Rewrite every revision in the form that knew no status."""
    for one in Revision.objects.all():
        data = json.loads(one.text) | {"schema": 1}
        for record in [*data["paragraph"], *data["recommendation"]]:
            record["themes"] = [key for key, _ in record["themes"]]
            record.pop("label" if "reference" in record else "", None)
        with revisions_can_change():
            Revision.objects.filter(pk=one.pk).update(
                content=zlib.compress(json.dumps(data).encode())
            )


def statuses_in(report):
    return {
        (
            str(getattr(one, "number", "") or one.reference),
            link.theme.label,
        ): link.status
        for records in (report.paragraphs.all(), report.recommendations.all())
        for one in records
        for link in one.theme_assignments.all()
    }


@pytest.mark.django_db(transaction=True)
def test_what_an_editor_has_picked_is_confirmed_and_all_else_is_suggested():
    report, (care, skills) = seminar(), [make_theme("Care"), make_theme("Skills")]
    for one in report.paragraphs.filter(number__in=["1", "2", "3"]):
        assign_themes(one, [], suggested=[skills])
    asked = report.recommendations.get(reference="4.1")
    assign_themes(asked, [], suggested=[skills])
    recording.record(report, "Filled")
    where = (PLACES["paragraphs"], "p3")
    saves.save(report, where, {"themes": [care.pk]}, Saving(report.version))
    saves.save(
        report, (PLACES["paragraphs"], "p2"), {"text": "Dear."}, Saving(report.version)
    )
    corrections.set_themes(
        report, report.version, f"recommendation-{asked.pk}", ["skills"]
    )
    keep_as_before()

    call_command("migrate", "reports", "0007", verbosity=0)
    call_command("migrate", verbosity=0)

    assert statuses_in(Report.objects.get()) == {
        ("1", "Skills"): ThemeStatus.SUGGESTED,
        ("2", "Skills"): ThemeStatus.SUGGESTED,
        ("3", "Care"): ThemeStatus.CONFIRMED,
        ("4.1", "Skills"): ThemeStatus.CONFIRMED,
    }
