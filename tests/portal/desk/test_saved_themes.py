"""A save confirms the themes that an editor has touched, and leaves suggestions that nobody has."""

import pytest

from portal.desk import pieces, saves
from portal.desk.saves import ConflictError
from portal.history import recording
from portal.history.saving import Saving
from reports.models import Theme
from tests.builders import assign_themes, make_theme
from tests.portal.desk.test_saves import P3, R1, fields_of, save


def statuses(record):
    return {one.theme.label: one.status for one in record.theme_assignments.all()}


def suggest(report, where, *labels):
    row = pieces.row_at(report, *where)
    row.theme_assignments.all().delete()
    assign_themes(row, [], suggested=[make_theme(one) for one in labels])
    return row


@pytest.mark.parametrize("where", [P3, R1])
def test_a_suggested_theme_that_nobody_touches_stays_suggested(report, where):
    row = suggest(report, where, "Care")

    save(report, where, text="Training is very dear.")

    assert statuses(row) == {"Care": "suggested"}


@pytest.mark.parametrize("where", [P3, R1])
def test_whoever_picks_or_drops_a_theme_confirms_all_that_stay(report, where):
    row = suggest(report, where, "Care", "Fees")
    care, skills = Theme.objects.get(label="Care"), make_theme("Skills")

    save(report, where, themes=[care.pk, skills.pk])

    assert statuses(row) == {"Care": "confirmed", "Skills": "confirmed"}


@pytest.mark.parametrize("where", [P3, R1])
def test_suggested_themes_can_be_confirmed_as_they_are(report, where):
    row = suggest(report, where, "Care")

    save(report, where, confirm_themes=True)

    assert statuses(row) == {"Care": "confirmed"}
    assert "confirm_themes" not in fields_of(report, where)


def test_what_somebody_else_has_confirmed_meanwhile_stays_confirmed(report):
    row = suggest(report, P3, "Care")
    recording.record(report, "Suggested")
    version = report.version
    save(report, P3, confirm_themes=True)

    save(report, P3, version=version, text="Training is very dear.")

    assert statuses(row) == {"Care": "confirmed"}


def test_nobody_confirms_a_theme_that_came_after_the_page_was_opened(report):
    row = suggest(report, P3, "Care")
    recording.record(report, "Suggested")
    version = report.version
    mine = fields_of(report, P3, confirm_themes=True)
    assign_themes(row, [], suggested=[*row.themes.all(), make_theme("Fees")])
    recording.record(report, "Suggested more")

    with pytest.raises(ConflictError):
        saves.save(report, P3, mine, Saving(version))

    assert statuses(row) == {"Care": "suggested", "Fees": "suggested"}
