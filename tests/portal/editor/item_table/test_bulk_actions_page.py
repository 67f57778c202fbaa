"""Many items are changed at once, in the table of a report."""

import pytest

from reports.models import Organization, Theme
from tests.builders.item_tables import (
    keys_of,
    levels,
    message_of,
    open_table,
    send,
    table_url,
    ticked,
)
from tests.builders.records import assign_themes, make_theme

pytestmark = pytest.mark.django_db


def test_the_level_of_the_ticked_recommendations_is_set_as_one_revision_and_undone(
    editor_client, report
):
    before = report.revisions.count()

    response = send(editor_client, report, "level", level="regional", row=keys_of(report))

    assert response["Location"] == table_url(report)
    assert levels(report) == ["regional"] * 3
    assert report.revisions.count() == before + 1
    page = editor_client.get(response["Location"])
    (message,) = page.context["messages"]
    assert str(message) == (
        "The level of 2 recommendations was set. 1 ticked point has the level of the "
        "recommendation above."
    )
    assert page.content.decode().count(">Undo</button>") == 1


def test_nested_points_alone_are_refused_a_level(editor_client, report):
    nested = report.recommendations.get(reference="4.1.a").pk

    page = send(editor_client, report, "level", level="regional", row=[nested])

    assert page.status_code == 422
    assert "Nested points have the level of the recommendation above" in page.context["error"]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"level": "all"}, "No row is ticked. Tick the rows to change."),
        ({"row": True}, "Choose the level for the ticked rows."),
        ({"row": True, "level": ""}, "Choose the level for the ticked rows."),
        ({"row": True, "level": "galactic"}, "Choose the level for the ticked rows."),
        (
            {"row": True, "level": "not-stated"},
            "Nothing to change: the ticked rows already have this.",
        ),
    ],
)
def test_a_level_is_refused_with_a_sentence(editor_client, report, fields, error):
    data = fields | ({"row": keys_of(report)} if "row" in fields else {})

    page = send(editor_client, report, "level", **data)

    assert (page.status_code, page.context["error"]) == (422, error)
    assert ticked(page) == (["4.1", "4.1.a", "4.2"] if "row" in fields else [])
    assert levels(report) == [""] * 3


def test_a_level_is_taken_away_again(editor_client, report):
    report.recommendations.update(level="all")

    send(editor_client, report, "level", level="not-stated", row=keys_of(report))

    assert levels(report) == [""] * 3


@pytest.mark.parametrize("opened", ["opened", "ticked"])
def test_no_level_is_chosen_at_first(editor_client, report, opened):
    page = open_table(editor_client, report)
    if opened == "ticked":
        page = send(editor_client, report, "tick")

    assert '<option value="" selected>Choose …</option>' in page.content.decode()


def test_a_stale_save_keeps_the_ticks_and_the_choice(editor_client, report):
    page = send(
        editor_client,
        report,
        "level",
        level="all",
        row=keys_of(report)[:1],
        version=report.version - 1,
    )

    assert page.status_code == 409
    assert "Another editor has saved this report" in page.context["error"]
    assert ticked(page) == ["4.1"]
    assert '<option value="all" selected>' in page.content.decode()
    assert levels(report) == [""] * 3


def theme_states(report, reference):
    record = report.recommendations.get(reference=reference)
    return sorted(record.theme_assignments.values_list("theme__label", "status"))


def test_a_theme_is_added_to_the_ticked_rows_and_suggestions_stay_suggested(editor_client, report):
    migration = make_theme("Migration")

    send(editor_client, report, "themes", themes=[migration.pk], row=keys_of(report))

    assert theme_states(report, "4.1") == [("Migration", "confirmed"), ("Training", "suggested")]
    assert theme_states(report, "4.1.a") == [("Migration", "confirmed")]
    assert message_of(editor_client, report) == "The themes of 3 recommendations were set."


@pytest.mark.parametrize(("mode", "left"), [("remove", []), ("replace", ["Migration"])])
def test_themes_are_removed_and_replaced(editor_client, report, mode, left):
    migration = make_theme("Migration")
    picked = Theme.objects.get(label="Training") if mode == "remove" else migration

    fields = {
        "themes": [picked.pk],
        "themes-mode": mode,
        "row": [report.recommendations.get(reference="4.1").pk],
    }
    send(editor_client, report, "themes", **fields)

    assert [label for label, _ in theme_states(report, "4.1")] == left


def test_adding_nothing_is_refused(editor_client, report):
    page = send(editor_client, report, "themes", row=keys_of(report))

    assert page.context["error"] == "Tick under “Themes” what to add or remove."


def test_the_suggested_themes_of_the_ticked_rows_are_confirmed(editor_client, report):
    other = report.recommendations.get(reference="4.2")
    assign_themes(other, [], suggested=[Theme.objects.get(label="Training")])

    first = report.recommendations.get(reference="4.1").pk
    send(editor_client, report, "confirm", row=[first])

    assert theme_states(report, "4.1") == [("Training", "confirmed")]
    assert theme_states(report, "4.2") == [("Training", "suggested")]
    expected = "1 suggested theme of 1 recommendation was confirmed."
    assert message_of(editor_client, report) == expected


@pytest.mark.parametrize(
    ("mode", "organizations"),
    [("add", ["ILO", "Thailand"]), ("remove", ["ILO"]), ("replace", ["Thailand"])],
)
def test_addressees_are_added_removed_and_replaced(editor_client, report, mode, organizations):
    thailand = Organization.objects.get(name="Thailand")
    first = report.recommendations.get(reference="4.1")
    if mode == "remove":
        first.involvements.create(organization=thailand, role="addressee")

    fields = {"addressees": [thailand.pk], "addressees-mode": mode, "row": [first.pk]}
    send(editor_client, report, "addressees", **fields)

    present = first.involvements.filter(role="addressee").values_list("organization__name")
    assert sorted(name for (name,) in present) == organizations
    assert first.involvements.filter(role="issuer").count() == 1


def test_the_voice_of_statements_is_set(editor_client, report):
    keys = list(report.paragraphs.filter(anchor__in=["p3", "p5"]).values_list("pk", flat=True))

    send(editor_client, report, "voice", "paragraphs", voice="agreed", row=keys)

    assert set(report.paragraphs.filter(pk__in=keys).values_list("voice", flat=True)) == {"agreed"}
    expected = "The voice of 2 statements was set."
    assert message_of(editor_client, report, "paragraphs") == expected


def test_the_role_of_participants_is_set(editor_client, report):
    send(editor_client, report, "role", "people", role="delegate", row=keys_of(report, "people"))

    assert set(report.participations.values_list("role", flat=True)) == {"delegate"}


def test_a_search_for_organizations_keeps_ticks_and_saves_nothing(editor_client, report):
    before = report.revisions.count()

    fields = {"addressees-find": "Thai", "row": [report.recommendations.get(reference="4.1").pk]}
    page = send(editor_client, report, "find-addressees", **fields)

    assert ticked(page) == ["4.1"]
    assert "Thailand" in page.content.decode().split("pick-addressees")[1]
    assert "as new" not in page.content.decode()
    assert report.revisions.count() == before


def test_an_action_of_another_table_only_shows_the_page(editor_client, report):
    page = send(editor_client, report, "role", role="delegate", row=keys_of(report))

    assert (page.status_code, page.context["error"]) == (200, "")
