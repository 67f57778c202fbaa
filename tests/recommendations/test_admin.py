"""Recommendations in the administration: on their own pages and on their paragraph's."""

import pytest
from django.urls import reverse

from recommendations.models import Involvement
from reports.admin.versions import STALE
from reports.signals import report_changed
from tests.admin_pages import address, as_sent, registered, send, told
from tests.builders import (
    make_instrument,
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)


@pytest.fixture
def recommendation(db):
    paragraph = make_paragraph(voice="agreed")
    return make_recommendation(
        paragraph.report,
        paragraph=paragraph,
        level="regional",
        themes=[make_theme()],
        instruments=[make_instrument()],
        addressees=[make_organization()],
        named=[make_organization()],
    )


@pytest.fixture
def point(recommendation):
    return make_recommendation(parent=recommendation)


def rows_of(page, prefix):
    found = {
        rows.formset.prefix: rows.formset
        for rows in page.context["inline_admin_formsets"]
    }
    return [form.instance for form in found[prefix].initial_forms]


def test_every_record_has_its_pages():
    assert registered("recommendations") == ["Recommendation"]


@pytest.mark.parametrize("page", ["changelist", "add", "change", "history", "delete"])
def test_a_recommendation_s_pages_open(
    admin_client, recommendation, point, page, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40):
        answer = admin_client.get(address(recommendation, page))

    assert answer.status_code == 200


def test_the_list_costs_the_same_however_long_it_is(
    admin_client,
    recommendation,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    where = address(recommendation, "changelist")
    with django_assert_max_num_queries(20) as short:
        admin_client.get(where)
    for _ in range(3):
        make_recommendation(themes=[make_theme()])

    with django_assert_num_queries(len(short)):
        page = admin_client.get(where)

    assert page.context["cl"].result_count == 4


def test_recommendations_are_found_by_their_words_and_level(
    admin_client, recommendation
):
    other = make_recommendation(level="national", text="Regulate recruitment fees")
    where = address(recommendation, "changelist")

    pages = [
        admin_client.get(where, {"q": "recruitment"}),
        admin_client.get(where, {"level__exact": "regional"}),
    ]

    found = [list(page.context["cl"].result_list) for page in pages]
    assert found == [[other], [recommendation]]


def test_an_editor_adds_a_recommendation_with_whom_it_addresses(admin_client, db):
    paragraph, body = make_paragraph(), make_organization()
    typed = {
        "report": str(paragraph.report_id),
        "paragraph": str(paragraph.pk),
        "reference": "21.A.1",
        "position": "1",
        "level": "national",
        "text": "Ratify the convention",
        "involvements-TOTAL_FORMS": "1",
        "involvements-0-organization": str(body.pk),
        "involvements-0-role": "addressee",
    }

    admin_client.post(
        reverse("admin:recommendations_recommendation_add"), EMPTY_ROWS | typed
    )

    made = paragraph.recommendations.get()
    assert (made.reference, made.level, made.addressees) == (
        "21.A.1",
        "national",
        [body],
    )


EMPTY_ROWS = {
    f"{prefix}-{name}_FORMS": "0"
    for prefix in ("involvements", "points")
    for name in ("TOTAL", "INITIAL")
}


def test_a_paragraph_s_page_shows_its_headline_recommendations(
    admin_client, recommendation, point
):
    page = admin_client.get(address(recommendation.paragraph))

    assert rows_of(page, "recommendations") == [recommendation]


def test_a_recommendation_typed_into_its_paragraph_is_of_the_paragraph_s_report(
    admin_client, db
):
    paragraph = make_paragraph(voice="agreed")
    typed = {
        "recommendations-TOTAL_FORMS": "1",
        "recommendations-0-reference": "1.A.1",
        "recommendations-0-position": "1",
        "recommendations-0-level": "all",
        "recommendations-0-text": "Ratify the convention",
    }

    send(admin_client, paragraph, **typed)

    made = paragraph.recommendations.get()
    assert (made.report, made.reference) == (paragraph.report, "1.A.1")


def test_a_point_typed_under_a_recommendation_shares_its_report_and_level(
    admin_client, recommendation
):
    typed = {
        "points-TOTAL_FORMS": "1",
        "points-0-reference": "1.A.1.a",
        "points-0-position": "2",
        "points-0-text": "Within a year",
    }

    send(admin_client, recommendation, **typed)

    made = recommendation.points.get()
    assert (made.report, made.level, made.paragraph) == (
        recommendation.report,
        "regional",
        recommendation.paragraph,
    )


def test_a_new_level_is_carried_on_to_the_points(admin_client, recommendation, point):
    other = make_recommendation(parent=recommendation)
    typed = {"level": "national", "points-0-text": "Other words"}

    send(admin_client, recommendation, **typed)

    for one in (point, other):
        one.refresh_from_db()
    assert [point.level, point.text, other.level] == [
        "national",
        "Other words",
        "national",
    ]


def test_a_point_has_the_level_of_what_it_stands_under(admin_client, point):
    page = send(admin_client, point, level="national")

    assert told(page) == [
        "A nested point has the level of what it stands under: Regional."
    ]


def test_a_recommendation_stands_under_none_of_its_points(
    admin_client, recommendation, point
):
    below = send(admin_client, recommendation, parent=str(point.pk))
    itself = send(admin_client, recommendation, parent=str(recommendation.pk))

    sentence = ["A recommendation cannot stand under itself."]
    assert (told(below), told(itself)) == (sentence, sentence)


@pytest.mark.parametrize("field", ["paragraph", "parent"])
def test_what_it_stands_in_is_of_the_same_report(admin_client, recommendation, field):
    elsewhere = {"report": str(make_report().pk), "reference": "1", "position": "9"}
    typed = elsewhere | {"level": "regional", "text": "Ratify"}
    stands_in = {"paragraph": recommendation.paragraph, "parent": recommendation}[field]

    page = admin_client.post(
        reverse("admin:recommendations_recommendation_add"),
        EMPTY_ROWS | typed | {field: str(stands_in.pk)},
    )

    words = {"paragraph": "The paragraph", "parent": "What it stands under"}[field]
    assert told(page) == [f"{words} belongs to another report."]


def test_a_reference_is_used_once_in_a_report(admin_client, recommendation):
    other = make_recommendation(recommendation.report)

    page = send(admin_client, other, reference=recommendation.reference)

    assert told(page) == [
        "Recommendation with this Report and Reference already exists."
    ]


def test_a_reference_that_readers_hold_cannot_be_typed_over(admin_client, db):
    made = make_recommendation(make_report(status="published"))

    admin_client.post(
        address(made), as_sent(admin_client.get(address(made))) | {"reference": "9"}
    )

    made.refresh_from_db()
    assert made.reference == "R1"


def test_whom_it_involves_is_guarded_by_the_recommendation(
    admin_client, recommendation
):
    mine = as_sent(admin_client.get(address(recommendation)))
    mine["involvements-0-role"] = "named"
    send(admin_client, recommendation, text="Her words")

    page = admin_client.post(address(recommendation), mine)

    assert told(page) == [
        STALE,
        "Stored now: Her words",
        STALE,
        "Stored now: Addressed",
    ]
    assert list(
        Involvement.objects.filter(role="addressee").values_list("recommendation")
    ) == [(recommendation.pk,)]


def test_a_save_tells_the_report_that_it_changed(admin_client, recommendation):
    heard = []

    def listen(report, **signal):
        heard.append(report)

    report_changed.connect(listen)
    send(admin_client, recommendation, text="Other words")
    report_changed.disconnect(listen)

    assert heard == [recommendation.report]


def test_a_theme_that_a_recommendation_has_cannot_be_deleted(
    admin_client, recommendation
):
    theme = recommendation.themes.get()

    page = admin_client.post(address(theme, "delete"), {"post": "yes"})

    assert page.context["protected"] == [
        f"“{theme}” is named in the report “{recommendation.report}”"
    ]


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_recommendation_is_deleted_from_a_draft_only(admin_client, db, status):
    made = make_recommendation(make_report(status=status))

    admin_client.post(address(made, "delete"), {"post": "yes"})

    assert made.report.recommendations.exists() == (status == "published")
