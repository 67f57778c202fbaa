"""After an upgrade, what is curated about the first report is confirmed once."""

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.imports import curation, draft_writer
from portal.imports.curation import Confirmed
from recommendations.models import RationaleLink, Recommendation, RecommendationTheme
from reports.models import ParagraphTheme, Report
from tests.builders.records import assign_themes, make_theme
from tests.builders.seeded_portal import copy_first_report

pytestmark = pytest.mark.django_db
SOURCE = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015" / "report.txt"
FILE = SOURCE.with_name("assignments.toml")
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
        curation.confirm_curation(SOURCE),
        curation.confirm_curation(SOURCE),
    ] == [Confirmed(themes=suggested_count), Confirmed()]

    newest = report.revisions.newest_first().first()
    assert suggested() == 0
    assert (report.revisions.count(), newest.action) == (revision_count + 1, curation.ACTION)
    assert newest.published_at is not None


def test_a_theme_missing_from_the_curation_file_stays_suggested(report):
    recommendation = Recommendation.objects.get(reference="21.A.2")
    assign_themes(recommendation, [], suggested=[make_theme("Fees")])

    curation.confirm_curation(SOURCE)

    assert [
        assignment.theme.label for assignment in recommendation.theme_assignments.suggested()
    ] == ["Fees"]


def test_an_edited_report_is_not_changed_by_the_curation(report):
    suggested_count = suggested()
    draft_writer.reset_edit_baseline(report)
    Report.objects.update(version=report.version + 1)

    assert curation.confirm_curation(SOURCE) == Confirmed()
    assert suggested() == suggested_count


def links():
    """Return (reference, number of the paragraph or None) of every confirmed link."""
    rows = RationaleLink.objects.confirmed()
    return set(rows.values_list("recommendation__reference", "paragraph__number"))


def test_the_seeds_say_of_every_recommendation_which_statements_led_to_it():
    call_command("load_seeds", verbosity=0)

    recruitment_costs = {number for reference, number in links() if reference == "21.C.2"}
    assert recruitment_costs == {"6", "13", "18", "20"}
    assert Recommendation.objects.filter(rationale_links=None).count() == 0
    assert RationaleLink.objects.published().count() == RationaleLink.objects.count() == 86


def test_an_upgraded_report_gets_its_curated_statements_in_a_new_revision(report):
    loaded, revision_count = links(), report.revisions.count()
    RationaleLink.objects.all().delete()
    curation.confirm_in_report(report, curation.curation_file.read_curation_file(FILE))

    confirmed = [curation.confirm_curation(SOURCE), curation.confirm_curation(SOURCE)]

    assert confirmed == [Confirmed(recommendations=26), Confirmed()]
    assert links() == loaded
    assert report.revisions.count() == revision_count + 1


def test_a_report_that_lacks_a_curated_statement_gets_none_and_no_revision(report):
    curation.confirm_in_report(report, curation.curation_file.read_curation_file(FILE))
    RationaleLink.objects.filter(recommendation__reference="21.C.2").delete()
    report.paragraphs.filter(anchor="p6").update(anchor="u6")
    revision_count = report.revisions.count()

    assert curation.confirm_curation(SOURCE) == Confirmed()
    assert report.revisions.count() == revision_count


def test_decided_recommendations_keep_their_statements_when_the_rest_is_confirmed(report):
    RationaleLink.objects.exclude(recommendation__reference="21.C.2").delete()
    RationaleLink.objects.update(status="rejected")

    confirmed = curation.confirm_curation(SOURCE)

    assert confirmed.recommendations == 25
    assert set(
        RationaleLink.objects.filter(status="rejected").values_list(
            "recommendation__reference", flat=True
        )
    ) == {"21.C.2"}
