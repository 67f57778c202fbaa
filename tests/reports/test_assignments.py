"""Themes and their status: nobody can assign one without saying whose word it is."""

import pytest
from django.db import IntegrityError, transaction

from tests.builders import (
    assign_themes,
    make_paragraph,
    make_recommendation,
    make_theme,
)

pytestmark = pytest.mark.django_db
MAKERS = [make_paragraph, make_recommendation]


def statuses(record):
    return {one.theme.label: one.status for one in record.theme_assignments.all()}


@pytest.mark.parametrize("make", MAKERS)
def test_a_theme_without_a_status_is_refused(make):
    record, theme = make(), make_theme()

    for assign in (record.themes.add, lambda one: record.themes.set([one])):
        with pytest.raises(IntegrityError), transaction.atomic():
            assign(theme)

    assert statuses(record) == {}


@pytest.mark.parametrize("make", MAKERS)
def test_a_record_has_the_themes_that_it_is_assigned_and_no_others(make):
    kept, dropped, new = make_theme("Kept"), make_theme("Dropped"), make_theme("New")
    record = make(themes=[dropped], suggested=[kept])
    other = make(suggested=[kept, dropped])

    record.assign_themes([new.pk, kept.pk, new.pk], "confirmed")

    assert statuses(record) == {"Kept": "confirmed", "New": "confirmed"}
    assert [one.label for one in record.listed_themes] == ["Kept", "New"]
    assert statuses(other) == {"Kept": "suggested", "Dropped": "suggested"}


@pytest.mark.parametrize("make", MAKERS)
def test_of_two_records_that_become_one_what_either_has_confirmed_stays_so(make):
    here, there, both = make_theme("Here"), make_theme("There"), make_theme("Both")
    record, other = make(suggested=[here, both]), make(themes=[both])
    assign_themes(other, [], suggested=[there])

    record.add_themes(other.theme_assignments.values_list("theme", "status"))

    assert statuses(record) == {
        "Here": "suggested",
        "There": "suggested",
        "Both": "confirmed",
    }
