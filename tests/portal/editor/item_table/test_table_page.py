"""The tables of a report, and the changes of many items at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.content import workflow
from reports import publishing
from reports.models import Organization, Person, Report, Theme
from tests.builders.imported_reports import import_text
from tests.builders.item_tables import (
    cells_of,
    keys_of,
    levels,
    names,
    open_table,
    rows_of,
    send,
    table_url,
    ticked,
)
from tests.builders.records import make_account
from tests.builders.xss_vectors import VECTORS
from tests.portal.editor.test_escaping import structure

pytestmark = pytest.mark.django_db


def test_every_recommendation_is_shown_under_its_heading_with_its_fields(editor_client, report):
    response = open_table(editor_client, report)

    assert [group.title for group in response.context["groups"]] == ["Session 1: Training"]
    assert names(response) == ["4.1", "4.1.a", "4.2"]
    headings = ("Level", "Themes", "Addressed to", "Recommended by")
    cells = cells_of(response, "4.1", *headings)
    assert cells == [["Level not stated"], ["Training"], ["ILO"], ["ILO"]]
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
    speakers = cells_of(response, "Paragraph 1", "Voice", "Speakers")
    assert speakers == [["Named speaker"], ["Ana Cruz"]]
    headings = ("States and organizations speaking", "Themes")
    assert cells_of(response, "Paragraph 3", *headings) == [["Thailand"], ["Training"]]


def test_every_participant_is_shown_under_the_role(editor_client, report):
    response = open_table(editor_client, report, "people")

    assert [group.title for group in response.context["groups"]] == ["Speaker"]
    cells = cells_of(response, "Ana Cruz", "Role", "Position", "Organizations")
    assert cells == [["Speaker"], ["Director"], ["ILO", "Thailand"]]
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
