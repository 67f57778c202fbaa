"""Source edits of an editor confirm themes that an import has suggested."""

import pytest

from tests.builders import edits
from tests.builders.records import assign_themes, make_theme
from tests.builders.source_edits import edit, find_block

pytestmark = pytest.mark.django_db


def statuses(record):
    return {
        assignment.theme.label: assignment.status for assignment in record.theme_assignments.all()
    }


def test_setting_themes_confirms_them_including_suggested_ones(report):
    block = find_block(report, "in care")
    assign_themes(block.record, [], suggested=[make_theme("Care"), make_theme("Fees")])

    edit(edits.set_themes, report, block.key, ["care"])

    assert statuses(block.record) == {"Care": "confirmed"}


def test_joined_blocks_keep_a_theme_confirmed_if_it_was_on_either(report):
    care, fees = make_theme("Care"), make_theme("Fees")
    first, second = find_block(report, "train more"), find_block(report, "in care")
    assign_themes(first.record, [], suggested=[care])
    assign_themes(second.record, [care], suggested=[fees])

    edit(edits.join, report, second.key)

    assert statuses(first.record) == {"Care": "confirmed", "Fees": "suggested"}
