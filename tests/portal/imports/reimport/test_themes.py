"""A reimport keeps confirmed themes."""

import pytest

from portal.imports import importer
from portal.imports.importer import import_path
from portal.imports.reimport import run
from tests.builders.records import assign_themes, make_theme
from tests.builders.seminar_texts import REIMPORT_SLUG, SEMINAR_TO_REIMPORT

pytestmark = pytest.mark.django_db


def test_a_reimport_keeps_confirmed_themes_and_suggests_those_of_new_and_changed_text(file):
    nursing = make_theme("Nursing")
    report, _ = import_path(file)
    unchanged = report.recommendations.get(reference="3.1.a")
    assign_themes(unchanged, [nursing])
    added_points = "- ask employers what they need, in nursing;\n- train for nursing.\n"
    text = SEMINAR_TO_REIMPORT.replace("- ask employers what they need.\n", added_points)
    file.write_text(text, encoding="utf-8")

    run.reimport_file(importer.Upload.at(file), REIMPORT_SLUG, confirmed=True)

    assert {
        recommendation.reference: [link.status for link in recommendation.theme_assignments.all()]
        for recommendation in report.recommendations.all()
    } == {"3.1": [], "3.1.a": ["confirmed"], "3.2": ["suggested"], "3.3": ["suggested"]}
