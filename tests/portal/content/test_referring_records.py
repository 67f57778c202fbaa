"""Pages and API show both directions of a reference, and nothing of what is not public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.content.referring_records import references_of
from tests.builders.gate_workshop import UNPUBLISHED
from tests.builders.records import (
    make_annex,
    make_cross_reference,
    make_paragraph,
    make_recommendation,
    make_report,
    make_session,
)

pytestmark = pytest.mark.django_db
SUGGESTED = (
    '<abbr title="Suggested automatically and not yet confirmed by an editor.">suggested</abbr>'
)


@pytest.fixture
def report():
    return make_report(status="published", title="Workshop on tides")


def facts(client, url):
    """Return the facts about references on a page, by heading."""
    page = " ".join(client.get(url).content.decode().split())
    facts = [fact.split("</dl>")[0] for fact in page.split("<dt>")[1:]]
    by_heading = {fact.partition("</dt>")[0]: fact.partition("</dt>")[2] for fact in facts}
    return {
        name: by_heading[name] for name in ("Refers to", "Referred to by") if name in by_heading
    }


def link(place, name):
    return f'<a href="{place}">{name}</a>'


def test_both_ends_of_a_reference_lead_to_each_other(client, report):
    paragraph = make_paragraph(report=report, text="See recommendation R1.")
    recommendation = make_recommendation(report, paragraph=paragraph)
    make_cross_reference(paragraph, recommendation, "recommendation R1")

    there = link(recommendation.get_absolute_url(), "Recommendation R1")
    back = link(paragraph.page_url, "Paragraph 1")
    (name, fact), *others = facts(client, paragraph.page_url).items()
    assert (name, there in fact, SUGGESTED in fact, others) == ("Refers to", True, False, [])
    (name, fact), *others = facts(client, recommendation.get_absolute_url()).items()
    assert (name, back in fact, others) == ("Referred to by", True, [])


def test_a_suggested_reference_is_marked_and_its_words_are_no_link(client, report):
    first, second = (make_paragraph(report=report, text="See paragraph 2.") for _ in range(2))
    make_cross_reference(first, second, "paragraph 2", status="suggested")

    assert SUGGESTED in facts(client, first.page_url)["Refers to"]
    assert SUGGESTED in facts(client, second.page_url)["Referred to by"]
    assert "See paragraph 2." in client.get(first.page_url).content.decode()


def test_a_rejected_reference_is_not_shown(client, report):
    first, second = (make_paragraph(report=report, text="See paragraph 2.") for _ in range(2))
    make_cross_reference(first, second, "paragraph 2", status="rejected")

    assert facts(client, first.page_url) == facts(client, second.page_url) == {}


@pytest.mark.parametrize("page", ["paragraph", "session", "report", "recommendation"])
def test_the_words_of_a_confirmed_reference_are_a_link_on_every_page_of_their_text(
    client, report, page
):
    paragraph = make_paragraph(report=report, text="See <this> paragraph 1.")
    recommendation = make_recommendation(report, paragraph=paragraph, text="As paragraph 1 says.")
    make_cross_reference(recommendation, paragraph, "paragraph 1")
    urls = {
        "paragraph": paragraph.page_url,
        "session": paragraph.session.get_absolute_url(),
        "report": report.get_absolute_url(),
        "recommendation": recommendation.get_absolute_url(),
    }

    html = client.get(urls[page]).content.decode()

    assert f"As {link(paragraph.get_absolute_url(), 'paragraph 1')} says." in html


def test_places_are_named_once_and_a_section_and_an_annex_lead_to_its_page(client, report):
    session = make_session(report, title="List", kind="annex")
    annex = make_annex(report, session=session)
    paragraph = make_paragraph(report=report, text="Annex 1 is Annex 1.")
    for phrase in ("Annex 1", "Annex 1 is"):
        make_cross_reference(paragraph, annex, phrase)

    fact = facts(client, paragraph.page_url)["Refers to"]
    assert fact.count("<dd>") == 1
    assert f'<a href="{session.get_absolute_url()}"' in fact
    back = facts(client, session.get_absolute_url())["Referred to by"]
    assert link(paragraph.page_url, "Paragraph 1") in back


def test_a_reference_between_reports_names_the_other_report_on_both_pages(client, report):
    other = make_paragraph(report=make_report(status="published", title="Workshop on ships"))
    paragraph = make_paragraph(report=report)
    make_cross_reference(paragraph, other)

    for here, there in ((paragraph, other), (other, paragraph)):
        (fact,) = facts(client, here.page_url).values()
        assert link(there.page_url, "Paragraph 1") in fact
        assert link(there.report.get_absolute_url(), there.report.title) in fact
    back = facts(client, other.report.get_absolute_url())["Referred to by"]
    assert link(paragraph.page_url, "Paragraph 1") in back


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_nothing_of_an_unpublished_report_is_shown(client, report, status):
    hidden = make_paragraph(report=make_report(status=status, title="Zanzibar"), text="Zanzibar")
    paragraph = make_paragraph(report=report, text="See Zanzibar.")
    make_cross_reference(paragraph, hidden, "Zanzibar")
    make_cross_reference(hidden, paragraph)
    statement = client.get("/api/v1/statements/").json()["results"][0]

    assert references_of(paragraph) == {"refers_to": [], "referred_to_by": []}
    assert "See Zanzibar." in client.get(paragraph.page_url).content.decode()
    assert facts(client, report.get_absolute_url()) == {}
    assert (statement["refers_to"], statement["referred_to_by"]) == ([], [])


def test_the_api_has_both_directions(client, report, settings):
    settings.BASE_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["portal.example", "testserver"]
    paragraph = make_paragraph(report=report)
    recommendation = make_recommendation(report, paragraph=paragraph)
    make_cross_reference(recommendation, paragraph, "paragraph 1")
    url = reverse("api:recommendation", args=[recommendation.pk])

    there = client.get(url).json()["refers_to"]
    back = client.get("/api/v1/statements/").json()["results"][0]["referred_to_by"]

    words = {"phrase": "paragraph 1", "words": "paragraph 1", "status": "confirmed"}
    base = "https://portal.example"
    assert there == [
        words | {"kind": "paragraph", "name": "Paragraph 1", "url": f"{base}{paragraph.page_url}"}
    ]
    assert back == [
        words
        | {
            "kind": "recommendation",
            "name": "Recommendation R1",
            "url": f"{base}{recommendation.get_absolute_url()}",
        }
    ]


def count_queries(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/api/v1/statements/").status_code == 200
    return len(queries)


def test_a_list_of_the_api_asks_as_many_queries_for_one_reference_as_for_many(client, report):
    paragraphs = [make_paragraph(report=report) for _ in range(6)]
    make_cross_reference(paragraphs[0], paragraphs[1])
    # The first request fills caches.
    _, one = count_queries(client), count_queries(client)

    for first in paragraphs[:5]:
        make_cross_reference(first, paragraphs[-1])

    assert count_queries(client) == one
