"""A newer version keeps the themes that somebody has confirmed."""

import pytest

from portal.importing import intake
from portal.importing.intake import take_in
from tests.builders import assign_themes, make_theme
from tests.portal.importing.renewing.test_apply import SLUG, TEXT, file

__all__ = ["file"]
pytestmark = pytest.mark.django_db


def test_a_newer_version_keeps_confirmed_themes_and_suggests_some_for_what_is_new(file):
    nursing = make_theme("Nursing")
    report, _ = take_in(file)
    kept = report.recommendations.get(reference="3.1.a")
    assign_themes(kept, [nursing])
    more = "- ask employers what they need, in nursing;\n- train for nursing.\n"
    text = TEXT.replace("- ask employers what they need.\n", more)
    file.write_text(text, encoding="utf-8")

    intake.renew(intake.File.at(file), SLUG, confirmed=True)

    assert {
        one.reference: [link.status for link in one.theme_assignments.all()]
        for one in report.recommendations.all()
    } == {"3.1": [], "3.1.a": ["confirmed"], "3.2": [], "3.3": ["suggested"]}
