"""All suggested themes of a report, confirmed at once."""

import pytest

from portal.content.refusals import SaveRefusedError
from portal.content.themes import count_assigned_themes, count_suggested_themes
from portal.imports.importer import Upload, import_file
from tests.builders.edits import confirm_all
from tests.builders.records import assign_themes, make_account, make_paragraph, make_theme
from tests.builders.seminar_texts import SEMINAR_WITH_CLOSING

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """A draft with two suggested themes and a confirmed one."""
    imported_report, _ = import_file(Upload("seminar.txt", SEMINAR_WITH_CLOSING))
    fees, skills = make_theme("Fees"), make_theme("Skills")
    assign_themes(imported_report.paragraphs.get(anchor="p2"), [fees], suggested=[skills])
    assign_themes(imported_report.recommendations.first(), [], suggested=[fees])
    return imported_report


def test_every_suggested_theme_of_the_report_is_confirmed_as_one_revision(report):
    elsewhere = make_paragraph(suggested=[make_theme("Care")])
    ana = make_account("ana", "editor")
    assert (count_suggested_themes(report), count_assigned_themes(report)) == (2, 3)

    assert confirm_all(report, report.version, by=ana, comment="Read.") == 2

    assert (count_suggested_themes(report), count_assigned_themes(report)) == (0, 3)
    assert count_suggested_themes(elsewhere.report) == 1
    newest = report.revisions.newest_first().first()
    assert (newest.action, newest.by, newest.comment) == (
        "Themes confirmed: all 2 suggested",
        ana,
        "Read.",
    )


def test_confirming_themes_without_suggestions_is_rejected_and_saves_nothing(report):
    confirm_all(report, report.version)
    revision_count = report.revisions.count()

    with pytest.raises(SaveRefusedError, match="There are no suggested themes left"):
        confirm_all(report, report.version)

    assert report.revisions.count() == revision_count


def test_confirming_many_themes_takes_a_bounded_number_of_queries(
    report, django_assert_max_num_queries
):
    for number in range(12):
        theme = make_theme(f"Theme {number}")
        assign_themes(report.paragraphs.get(anchor="p1"), [], suggested=[theme])

    with django_assert_max_num_queries(80):
        confirm_all(report, report.version)
