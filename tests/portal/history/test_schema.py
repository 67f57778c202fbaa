"""Revisions kept in an earlier form are read in the present one, step by step."""

import pytest

from portal.history import recording, schema
from tests.portal.history.conftest import keep_in_first_form


def test_the_present_form_is_left_as_it_is():
    data = {"schema": schema.SCHEMA, "report": {}}

    assert schema.upgraded(data) == data


def test_an_earlier_form_takes_every_step_in_order(monkeypatch):
    monkeypatch.setattr(schema, "SCHEMA", 3)
    monkeypatch.setattr(
        schema,
        "STEPS",
        {
            1: lambda data: {**data, "steps": ["to two"]},
            2: lambda data: {**data, "steps": [*data["steps"], "to three"]},
        },
    )

    assert schema.upgraded({"schema": 1}) == {
        "schema": 3,
        "steps": ["to two", "to three"],
    }


def test_recommendations_of_the_first_form_show_their_references():
    asked = [{"reference": "3.1"}, {"reference": "3.2"}]

    now = schema.with_labels({"recommendation": asked, "report": {}})

    assert now == {
        "recommendation": [{**one, "label": ""} for one in asked],
        "report": {},
    }


@pytest.mark.parametrize("form", [None, 0, 99, "1"])
def test_a_form_that_nobody_knows_is_told(form):
    with pytest.raises(schema.UnknownSchemaError, match=f"in form {form}"):
        schema.upgraded({"schema": form})


def test_nobody_knows_who_assigned_the_themes_of_a_form_that_knew_no_status():
    before = {
        "schema": 1,
        "paragraph": [{"key": 1, "themes": [3, 5]}],
        "recommendation": [{"key": 2, "themes": []}, {"key": 4, "themes": [3]}],
    }

    after = schema.with_theme_status(before)

    assert after == {
        "schema": 1,
        "paragraph": [{"key": 1, "themes": [[3, "unknown"], [5, "unknown"]]}],
        "recommendation": [
            {"key": 2, "themes": []},
            {"key": 4, "themes": [[3, "unknown"]]},
        ],
    }
    assert before["paragraph"][0]["themes"] == [3, 5]
    assert schema.without_theme_status(after) == after


def test_revisions_are_compared_as_far_as_both_tell_it(report):
    newer = recording.record(report, "Looked at")
    older = keep_in_first_form(recording.record(report, "Looked at again"))

    one, other = schema.in_one_form(older, newer)

    assert one == other
    assert schema.in_one_form(newer, newer)[0] == newer.data
