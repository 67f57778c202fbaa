"""The tables of a report, and the changes of many items at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.content import workflow
from portal.content.loader import load_snapshot
from reports import publishing
from reports.models import Organization, Person, Report, Theme
from tests.builders.imported_reports import import_text
from tests.builders.records import assign_themes, make_account, make_theme
from tests.builders.xss_vectors import VECTORS
from tests.portal.editor.test_escaping import structure

pytestmark = pytest.mark.django_db


def table_url(report, slug="recommendations"):
    return reverse("editor:table", args=[report.slug, slug])


def open_table(client, report, slug="recommendations", **query):
    return client.get(table_url(report, slug), query)


def rows_of(response):
    return [row for group in response.context["groups"] for row in group.rows]


def names(response):
    return [row.name for row in rows_of(response)]


def ticked(response):
    return [row.name for row in rows_of(response) if row.is_ticked]


def cells_of(response, name):
    (row,) = (row for row in rows_of(response) if row.name == name)
    return [[value.name for value in cell] for cell in row.cells]


def keys_of(report, slug="recommendations"):
    record_types = {"recommendations": "recommendation", "paragraphs": "paragraph"}
    return [*load_snapshot(report).of_type(record_types.get(slug, "participation"))]


def send(client, report, action, slug="recommendations", **fields):
    report.refresh_from_db()
    data = {"do": action, "version": report.version, **fields}
    return client.post(table_url(report, slug), data)


def message_of(client, report, slug="recommendations"):
    (message,) = open_table(client, report, slug).context["messages"]
    return str(message)


def levels(report):
    return list(report.recommendations.order_by("position").values_list("level", flat=True))


def test_every_recommendation_is_shown_under_its_heading_with_its_fields(editor_client, report):
    response = open_table(editor_client, report)

    assert [group.title for group in response.context["groups"]] == ["Session 1: Training"]
    assert names(response) == ["4.1", "4.1.a", "4.2"]
    assert cells_of(response, "4.1") == [["Level not stated"], ["Training"], ["ILO"], ["ILO"]]
    page = response.content.decode()
    assert f'href="/editing/reports/{report.slug}/recommendations/4.1/"' in page
    assert "Training (suggested)" in page


def test_every_statement_is_shown_with_voice_and_speakers(editor_client, report):
    response = open_table(editor_client, report, "paragraphs")

    assert [group.title for group in response.context["groups"]] == [
        "Introduction",
        "Session 1: Training",
        "Closing",
        "Annex 1: List of participants",
    ]
    assert cells_of(response, "Paragraph 1")[:2] == [["Named speaker"], ["Ana Cruz"]]
    assert cells_of(response, "Paragraph 3")[2:] == [["Thailand"], ["Training"]]


def test_every_participant_is_shown_under_the_role(editor_client, report):
    response = open_table(editor_client, report, "people")

    assert [group.title for group in response.context["groups"]] == ["Speaker"]
    assert cells_of(response, "Ana Cruz") == [["Speaker"], ["Director"], ["ILO", "Thailand"]]
    assert rows_of(response)[0].url == f"/editing/reports/{report.slug}/people/ana-cruz/"


def test_an_unknown_table_answers_404(editor_client, report):
    assert editor_client.get(table_url(report, "annexes")).status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"show": "without-level"}, ["4.1", "4.2"]),
        ({"show": "suggested-themes"}, ["4.1"]),
        ({"part": "session-1"}, ["4.1", "4.1.a", "4.2"]),
        ({"part": "closing"}, []),
        ({"show": "nonsense"}, ["4.1", "4.1.a", "4.2"]),
    ],
)
def test_the_rows_are_filtered(editor_client, report, query, shown):
    assert names(open_table(editor_client, report, **query)) == shown


def test_a_row_with_a_level_is_not_among_those_without(editor_client, report):
    report.recommendations.filter(reference="4.2").update(level="all")

    assert names(open_table(editor_client, report, show="without-level")) == ["4.1"]


def test_a_button_ticks_all_under_a_heading_and_keeps_the_other_ticks(editor_client, report):
    closing = report.paragraphs.get(anchor="p5").pk

    page = send(editor_client, report, "tick:introduction", "paragraphs", row=[closing])
    assert ticked(page) == ["Paragraph 1", "Paragraph 2", "Paragraph 5"]

    keys = [row.key for row in rows_of(page) if row.is_ticked]
    page = send(editor_client, report, "untick:introduction", "paragraphs", row=keys)
    assert ticked(page) == ["Paragraph 5"]


def test_buttons_tick_all_and_untick_all(editor_client, report):
    page = send(editor_client, report, "tick")
    assert ticked(page) == ["4.1", "4.1.a", "4.2"]

    page = send(editor_client, report, "untick", row=keys_of(report))
    assert ticked(page) == []
    assert report.revisions.count() == Report.objects.get(pk=report.pk).version


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
        ({"level": "all"}, "No row is ticked. Tick the rows that are to be changed."),
        ({"row": True}, "Choose the level that the ticked rows are to have."),
        ({"row": True, "level": ""}, "Choose the level that the ticked rows are to have."),
        ({"row": True, "level": "galactic"}, "Choose the level that the ticked rows are to have."),
        (
            {"row": True, "level": "not-stated"},
            "Nothing would change: the ticked rows have this already.",
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

    assert page.context["error"] == "Tick under “Themes” what is to be added or removed."


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


def test_a_published_report_is_shown_without_tick_boxes(editor_client, report):
    publishing.transition(report, "in_review")
    publishing.transition(report, "published")

    page = open_table(editor_client, report).content.decode()

    assert 'name="row"' not in page
    assert "save-bar" not in page


def test_the_next_version_is_changed_and_the_published_one_stays(editor_client, report, ana):
    publishing.transition(report, "in_review")
    publishing.transition(report, "published")
    draft = workflow.begin(Report.objects.get(pk=report.pk), ana)
    keys = keys_of(draft)

    data = {"do": "level", "level": "all", "row": keys, "version": draft.version}
    editor_client.post(table_url(report), data)

    assert levels(draft) == ["all"] * 3
    assert levels(report) == [""] * 3


def long_report(count):
    lines = "\n\n".join(f"{number}. Paragraph {number} is here." for number in range(1, count + 1))
    return import_text(f"Long Report\n2 May 2019, Rome\n\nSession 1: All\n\n{lines}")


def query_count(client, report):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert open_table(client, report, "paragraphs").status_code == 200
    return len(queries)


def test_a_table_of_3000_rows_takes_as_many_queries_as_one_of_three(editor_client):
    short, long = long_report(3), long_report(3_000)
    query_count(editor_client, short)

    assert query_count(editor_client, long) == query_count(editor_client, short) < 50


def test_3000_ticked_rows_are_sent_and_changed(editor_client):
    report = long_report(3_000)
    keys = keys_of(report, "paragraphs")

    send(editor_client, report, "voice", "paragraphs", voice="agreed", row=keys)

    assert set(report.paragraphs.values_list("voice", flat=True)) == {"agreed"}


def test_the_desk_page_and_the_workbench_link_to_the_tables(editor_client, report):
    desk = editor_client.get(reverse("editor:report", args=[report.slug])).content.decode()
    bench = editor_client.get(reverse("editor:workbench", args=[report.slug])).content.decode()

    assert [f'href="{table_url(report, slug)}"' in desk for slug in ("people", "paragraphs")] == [
        True,
        True,
    ]
    assert f'href="{table_url(report)}?show=without-level"' in bench
    assert f'href="{table_url(report)}?show=suggested-themes"' in bench


def test_a_viewer_sees_the_table_without_links_to_forms(client, report):
    client.force_login(make_account("vera", "viewer"))

    page = open_table(client, report)

    assert page.status_code == 200
    assert f"/editing/reports/{report.slug}/recommendations/4.1/" not in page.content.decode()


def test_names_titles_and_comments_are_escaped(editor_client, report):
    def elements():
        pages = [
            send(editor_client, report, "level", slug, comment=name, **{"themes-find": name})
            for slug in ("recommendations", "paragraphs", "people")
        ]
        return [{element[0] for element in structure(page)} for page in pages]

    name = "Harmless"
    expected = elements()
    for name in VECTORS[:: len(VECTORS) // 6]:
        for model in (Person, Organization):
            model.objects.filter(pk=model.objects.first().pk).update(name=name)
        Theme.objects.update(label=name)
        report.sessions.update(title=name, heading=name)
        report.recommendations.update(text=name)
        report.participations.update(position=name)

        assert elements() == expected
