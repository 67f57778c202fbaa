"""A save confirms the themes that an editor has changed and leaves other suggestions alone."""

import pytest

from portal.content import revisions
from portal.content.service import ConflictError
from reports.models import Theme
from tests.builders.item_forms import PARAGRAPH, RECOMMENDATION, fill_form, save_fields, save_form
from tests.builders.records import assign_themes, make_theme


def statuses(record):
    return {
        assignment.theme.label: assignment.status for assignment in record.theme_assignments.all()
    }


def row_of(report, where):
    rows = {"paragraphs": report.paragraphs, "recommendations": report.recommendations}
    item_type, locator = where
    return rows[item_type.slug].get(**{item_type.column: locator})


def suggest(report, where, *labels):
    row = row_of(report, where)
    row.theme_assignments.all().delete()
    assign_themes(row, [], suggested=[make_theme(label) for label in labels])
    return row


@pytest.mark.parametrize("where", [PARAGRAPH, RECOMMENDATION])
def test_a_save_that_leaves_the_themes_alone_keeps_them_suggested(report, where):
    row = suggest(report, where, "Care")

    save_form(report, where, text="Training is very dear.")

    assert statuses(row) == {"Care": "suggested"}


@pytest.mark.parametrize("where", [PARAGRAPH, RECOMMENDATION])
def test_adding_or_removing_a_theme_confirms_all_that_remain(report, where):
    row = suggest(report, where, "Care", "Fees")
    care, skills = Theme.objects.get(label="Care"), make_theme("Skills")

    save_form(report, where, themes=[care.pk, skills.pk])

    assert statuses(row) == {"Care": "confirmed", "Skills": "confirmed"}


@pytest.mark.parametrize("where", [PARAGRAPH, RECOMMENDATION])
def test_suggested_themes_can_be_confirmed_without_changing_them(report, where):
    row = suggest(report, where, "Care")

    save_form(report, where, confirm_themes=True)

    assert statuses(row) == {"Care": "confirmed"}
    assert "confirm_themes" not in fill_form(report, where)


def test_a_save_keeps_themes_that_were_confirmed_concurrently(report):
    row = suggest(report, PARAGRAPH, "Care")
    revisions.save_revision(report, "Suggested")
    version = report.version
    save_form(report, PARAGRAPH, confirm_themes=True)

    save_form(report, PARAGRAPH, version=version, text="Training is very dear.")

    assert statuses(row) == {"Care": "confirmed"}


def test_confirming_themes_conflicts_with_a_theme_suggested_since_the_page_was_opened(report):
    row = suggest(report, PARAGRAPH, "Care")
    revisions.save_revision(report, "Suggested")
    version = report.version
    mine = fill_form(report, PARAGRAPH, confirm_themes=True)
    assign_themes(row, [], suggested=[*row.themes.all(), make_theme("Fees")])
    revisions.save_revision(report, "Suggested more")

    with pytest.raises(ConflictError):
        save_fields(report, PARAGRAPH, mine, version)

    assert statuses(row) == {"Care": "suggested", "Fees": "suggested"}
