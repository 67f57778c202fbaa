"""The parts of a report in the API: complete, in order, and public."""

import pytest
from django.urls import reverse

from reports import publishing
from reports.models import Report
from tests.builders.gate_workshop import UNPUBLISHED, WORD, make_workshop
from tests.builders.records import make_contribution, make_paragraph, make_person, make_session
from tests.builders.seeded_portal import copy_first_report
from tests.harness.page_caches import forget_pages
from tests.harness.url_access import API_PART_URLS

pytestmark = pytest.mark.django_db


def read(client, part, report, **parameters):
    return client.get(reverse(f"api:report_{part}", args=[report.pk]), parameters).json()


def test_the_parts_of_the_first_report_are_complete(client):
    copy_first_report()
    report = Report.objects.get()

    counts = {
        part: read(client, part, report)["count"]
        for part in ("sessions", "paragraphs", "participants", "versions")
    }

    assert counts == {"sessions": 7, "paragraphs": 22, "participants": 13, "versions": 1}


def test_paragraphs_come_in_the_order_of_the_document_with_their_speakers(client):
    make_workshop("published", WORD)
    report = Report.objects.get()
    second = make_session(report)
    make_paragraph(second, text="Last", anchor="p9")
    spoken = make_paragraph(second, text="Said", voice="named", anchor="p8", position=99)
    make_contribution(spoken, person=make_person("Ben Otto"))

    paragraphs = read(client, "paragraphs", report)["results"]

    assert [paragraph["text"] for paragraph in paragraphs] == [f"{WORD} words", "Last", "Said"]
    assert [speaker["name"] for speaker in paragraphs[2]["speakers"]] == ["Ben Otto"]
    assert paragraphs[2]["url"].endswith("/paragraphs/p8/")
    assert {paragraph["session"] for paragraph in paragraphs[1:]} == {second.key}


def test_the_sessions_count_their_paragraphs(client):
    make_workshop("published", WORD)

    (session,) = read(client, "sessions", Report.objects.get())["results"]

    assert (session["title"], session["paragraphs"]) == (f"{WORD} session", 1)


def test_a_page_has_as_many_parts_as_asked_for_and_leads_to_the_next(client):
    copy_first_report()
    page = read(client, "paragraphs", Report.objects.get(), limit=5)

    assert len(page["results"]) == 5
    assert page["next"].endswith("?limit=5&page=2")


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_an_unpublished_report_has_no_parts_in_the_api(client, status):
    make_workshop(status, WORD)
    key = Report.objects.get().pk

    answers = [client.get(reverse(name, args=[key])) for name in sorted(API_PART_URLS)]

    assert [(answer.status_code, WORD in answer.content.decode()) for answer in answers] == [
        (404, False)
    ] * len(API_PART_URLS)


def test_only_published_versions_are_listed(client):
    make_workshop("published", WORD)
    report = Report.objects.get()
    before = read(client, "versions", report)["count"]

    publishing.transition(report, "withdrawn")

    assert (before, client.get(f"/api/v1/reports/{report.pk}/versions/").status_code) == (1, 404)


@pytest.mark.parametrize("part", ["sessions", "paragraphs", "participants", "versions"])
def test_the_queries_of_a_page_do_not_grow_with_the_report(
    client, part, django_assert_max_num_queries
):
    copy_first_report()
    report = Report.objects.get()
    # Brings the index up to date.
    read(client, part, report)
    forget_pages()

    with django_assert_max_num_queries(12):
        read(client, part, report)
