"""Theme assignments: every assignment has a status."""

import pytest
from django.db import IntegrityError, transaction

from tests.builders.records import assign_themes, make_paragraph, make_recommendation, make_theme

pytestmark = pytest.mark.django_db
MAKERS = [make_paragraph, make_recommendation]


def statuses(record):
    return {
        assignment.theme.label: assignment.status for assignment in record.theme_assignments.all()
    }


@pytest.mark.parametrize("make", MAKERS)
def test_a_theme_assignment_without_a_status_is_refused(make):
    record, theme = make(), make_theme()

    for assign in (record.themes.add, lambda new_theme: record.themes.set([new_theme])):
        with pytest.raises(IntegrityError), transaction.atomic():
            assign(theme)

    assert statuses(record) == {}


@pytest.mark.parametrize("make", MAKERS)
def test_assign_themes_replaces_the_themes_of_the_record_only(make):
    retained, dropped, new = make_theme("Kept"), make_theme("Dropped"), make_theme("New")
    record = make(themes=[dropped], suggested=[retained])
    other = make(suggested=[retained, dropped])

    record.assign_themes([new.pk, retained.pk, new.pk], "confirmed")

    assert statuses(record) == {"Kept": "confirmed", "New": "confirmed"}
    assert [assigned_theme.label for assigned_theme in record.listed_themes] == ["Kept", "New"]
    assert statuses(other) == {"Kept": "suggested", "Dropped": "suggested"}


@pytest.mark.parametrize("make", MAKERS)
def test_adding_themes_keeps_those_confirmed_in_either_record_confirmed(make):
    here, there, both = make_theme("Here"), make_theme("There"), make_theme("Both")
    record, other = make(suggested=[here, both]), make(themes=[both])
    assign_themes(other, [], suggested=[there])

    record.add_themes(other.theme_assignments.values_list("theme", "status"))

    assert statuses(record) == {
        "Here": "suggested",
        "There": "suggested",
        "Both": "confirmed",
    }
