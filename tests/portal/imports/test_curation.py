"""After an upgrade, the curated themes of the first report are confirmed once."""

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.imports import curation, draft_writer
from recommendations.models import Recommendation, RecommendationTheme
from reports.models import ParagraphTheme, Report
from tests.builders.records import assign_themes, make_theme
from tests.builders.seeded_portal import copy_first_report

pytestmark = pytest.mark.django_db
SOURCE = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015" / "report.txt"
ASSIGNED = (ParagraphTheme, RecommendationTheme)


@pytest.fixture
def report():
    """Return the first report, as the upgrade to theme statuses leaves it."""
    copy_first_report()
    for model in ASSIGNED:
        model.objects.update(status="suggested")
    return Report.objects.get()


def suggested():
    return sum(model.objects.suggested().count() for model in ASSIGNED)


def test_after_loading_the_seeds_every_theme_of_the_first_report_is_confirmed():
    call_command("load_seeds", verbosity=0)

    assert suggested() == 0


def test_an_upgraded_report_gets_its_curated_themes_confirmed_in_a_new_revision(report):
    revision_count, suggested_count = report.revisions.count(), suggested()

    assert [
        curation.confirm_curated_themes(SOURCE),
        curation.confirm_curated_themes(SOURCE),
    ] == [suggested_count, 0]

    newest = report.revisions.newest_first().first()
    assert suggested() == 0
    assert (report.revisions.count(), newest.action) == (revision_count + 1, curation.ACTION)
    assert newest.published_at is not None


def test_a_theme_missing_from_the_curation_file_stays_suggested(report):
    recommendation = Recommendation.objects.get(reference="21.A.2")
    assign_themes(recommendation, [], suggested=[make_theme("Fees")])

    curation.confirm_curated_themes(SOURCE)

    assert [
        assignment.theme.label for assignment in recommendation.theme_assignments.suggested()
    ] == ["Fees"]


def test_an_edited_report_is_not_changed_by_the_curation(report):
    suggested_count = suggested()
    draft_writer.reset_edit_baseline(report)
    Report.objects.update(version=report.version + 1)

    assert curation.confirm_curated_themes(SOURCE) == 0
    assert suggested() == suggested_count
