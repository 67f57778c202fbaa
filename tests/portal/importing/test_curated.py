"""The first report of a portal of before: its curated themes are confirmed, once."""

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.importing import curated, save
from recommendations.models import Recommendation, RecommendationTheme
from reports.models import ParagraphTheme, Report
from tests.builders import assign_themes, make_theme

pytestmark = pytest.mark.django_db
SOURCE = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015" / "report.txt"
ASSIGNED = (ParagraphTheme, RecommendationTheme)


@pytest.fixture
def report():
    """The first report, as the upgrade to statuses leaves it."""
    call_command("load_seeds", verbosity=0)
    for model in ASSIGNED:
        model.objects.update(status="suggested")
    return Report.objects.get()


def suggested():
    return sum(model.objects.suggested().count() for model in ASSIGNED)


def test_after_loading_the_seeds_every_theme_of_the_first_report_is_confirmed():
    call_command("load_seeds", verbosity=0)

    assert suggested() == 0


def test_a_report_of_before_gets_its_curated_themes_confirmed_as_a_revision(report):
    kept, number = report.revisions.count(), suggested()

    assert [curated.confirm(SOURCE), curated.confirm(SOURCE)] == [number, 0]

    newest = report.revisions.newest_first().first()
    assert suggested() == 0
    assert (report.revisions.count(), newest.deed) == (kept + 1, curated.DEED)
    assert newest.published_at is not None


def test_a_theme_that_the_file_does_not_give_stays_suggested(report):
    asked = Recommendation.objects.get(reference="21.A.2")
    assign_themes(asked, [], suggested=[make_theme("Fees")])

    curated.confirm(SOURCE)

    assert [one.theme.label for one in asked.theme_assignments.suggested()] == ["Fees"]


def test_a_report_that_an_editor_has_changed_is_left_to_its_editors(report):
    number = suggested()
    save.count_edits_from_here(report)
    Report.objects.update(version=report.version + 1)

    assert curated.confirm(SOURCE) == 0
    assert suggested() == number
