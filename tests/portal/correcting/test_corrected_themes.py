"""What an editor's corrections confirm of the themes that an import has suggested."""

import pytest

from portal.correcting import corrections
from tests.builders import assign_themes, make_theme
from tests.portal.correcting.test_corrections import correct, report, unit

__all__ = ["report"]
pytestmark = pytest.mark.django_db


def statuses(record):
    return {one.theme.label: one.status for one in record.theme_assignments.all()}


def test_themes_that_an_editor_sets_are_confirmed_the_suggested_among_them(report):
    asked = unit(report, "in care")
    assign_themes(asked.record, [], suggested=[make_theme("Care"), make_theme("Fees")])

    correct(corrections.set_themes, report, asked.key, ["care"])

    assert statuses(asked.record) == {"Care": "confirmed"}


def test_of_joined_pieces_the_whole_keeps_what_was_confirmed_of_either(report):
    care, fees = make_theme("Care"), make_theme("Fees")
    first, second = unit(report, "train more"), unit(report, "in care")
    assign_themes(first.record, [], suggested=[care])
    assign_themes(second.record, [care], suggested=[fees])

    correct(corrections.join, report, second.key)

    assert statuses(first.record) == {"Care": "confirmed", "Fees": "suggested"}
