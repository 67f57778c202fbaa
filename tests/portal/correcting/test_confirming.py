"""All suggested themes of a report, confirmed at once."""

import pytest

from portal.correcting.confirming import assigned_in, confirm_all, suggested_in
from portal.history.saving import SaveRefusedError
from portal.importing.intake import File, take_in_file
from tests.builders import assign_themes, make_account, make_paragraph, make_theme
from tests.portal.correcting.test_corrections import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """A draft with two suggested themes and a confirmed one."""
    made, _ = take_in_file(File("seminar.txt", TEXT))
    fees, skills = make_theme("Fees"), make_theme("Skills")
    assign_themes(made.paragraphs.get(anchor="p2"), [fees], suggested=[skills])
    assign_themes(made.recommendations.first(), [], suggested=[fees])
    return made


def test_every_suggested_theme_of_the_report_is_confirmed_as_one_revision(report):
    elsewhere = make_paragraph(suggested=[make_theme("Care")])
    ana = make_account("ana", "editor")
    assert (suggested_in(report), assigned_in(report)) == (2, 3)

    assert confirm_all(report, report.version, by=ana, comment="Read.") == 2

    assert (suggested_in(report), assigned_in(report)) == (0, 3)
    assert suggested_in(elsewhere.report) == 1
    newest = report.revisions.newest_first().first()
    assert (newest.deed, newest.by, newest.comment) == (
        "Themes confirmed: all 2 suggested",
        ana,
        "Read.",
    )


def test_where_nothing_is_suggested_nothing_is_saved(report):
    confirm_all(report, report.version)
    kept = report.revisions.count()

    with pytest.raises(SaveRefusedError, match="No theme is suggested here any more"):
        confirm_all(report, report.version)

    assert report.revisions.count() == kept


def test_it_costs_no_more_queries_for_many_themes(
    report, django_assert_max_num_queries
):
    for number in range(12):
        theme = make_theme(f"Theme {number}")
        assign_themes(report.paragraphs.get(anchor="p1"), [], suggested=[theme])

    with django_assert_max_num_queries(80):
        confirm_all(report, report.version)
