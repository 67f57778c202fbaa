"""Readers see why something was recommended, and what a statement led to."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import RationaleLink
from reports import publishing
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_person,
    make_rationale_link,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db
WHY = "Why it was recommended"
NO_STATEMENT = "The report gives no statement that led to it"


@pytest.fixture
def report():
    return make_report(status="published")


@pytest.fixture
def recommendation(report):
    return make_recommendation(report, text="Cap fees")


def page(client, record):
    url = getattr(record, "page_url", None) or record.get_absolute_url()
    return client.get(url)


def words(answer):
    return answer.content.decode()


def test_a_recommendation_shows_who_said_what_led_to_it(client, report, recommendation):
    paragraph = make_paragraph(report=report, voice="named", text="Fees ruin families.")
    make_contribution(paragraph, person=make_person("Ana Cruz"))
    make_rationale_link(recommendation, paragraph)

    answer = page(client, recommendation)

    assert [one.paragraph for one in answer.context["statements"]] == [paragraph]
    for shown in (WHY, "Ana Cruz", "Fees ruin families.", paragraph.page_url):
        assert shown in words(answer)


def test_a_statement_of_a_body_and_one_of_the_meeting_show_whose_words_they_are(
    client, report, recommendation
):
    of_body = make_paragraph(report=report, voice="named", text="Fees ruin families.")
    of_body.speaking_organizations.add(make_organization("Norway"))
    of_all = make_paragraph(report=report, voice="collective", text="Fees are high.")
    for paragraph in (of_body, of_all):
        make_rationale_link(recommendation, paragraph)

    answer = words(page(client, recommendation))

    assert "Norway" in answer
    assert str(of_all.get_voice_display()) in answer


def test_readers_are_told_that_no_statement_led_to_it(client, recommendation):
    make_rationale_link(recommendation)

    assert NO_STATEMENT in words(page(client, recommendation))


def test_nothing_is_said_before_an_editor_has_decided(client, report, recommendation):
    make_rationale_link(recommendation, make_paragraph(report=report), "rejected")

    answer = page(client, recommendation)

    assert answer.context["statements"] is None
    assert WHY not in words(answer)


def test_a_paragraph_shows_what_it_led_to_in_the_order_of_the_recommendations(
    client, report, recommendation
):
    paragraph, second = make_paragraph(report=report), make_recommendation(report, text="Train")
    for one in (second, recommendation):
        make_rationale_link(one, paragraph)

    answer = page(client, paragraph)

    assert answer.context["led_to"] == [recommendation, second]
    assert recommendation.get_absolute_url() in words(answer)


def test_a_rejected_pair_is_shown_on_neither_page(client, report, recommendation):
    paragraph = make_paragraph(report=report)
    make_rationale_link(recommendation, paragraph, "rejected")

    assert page(client, paragraph).context["led_to"] == []
    assert page(client, recommendation).context["statements"] is None


def test_the_page_takes_no_more_queries_for_more_statements(client, report, recommendation):
    def add_statement(number):
        paragraph = make_paragraph(report=report, voice="named")
        make_contribution(paragraph, person=make_person(f"Speaker {number}"))
        make_rationale_link(recommendation, paragraph)

    def count_queries():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            page(client, recommendation)
        return len(queries)

    add_statement(1)
    count_queries()
    of_one = count_queries()
    for number in range(2, 7):
        add_statement(number)

    assert count_queries() == of_one


def test_a_withdrawn_report_has_no_public_rationale(report, recommendation):
    make_rationale_link(recommendation)

    publishing.transition(report, "withdrawn")

    assert RationaleLink.objects.published().count() == 0
