"""The page of a paragraph: its speaker, its themes, what it names, and its neighbors."""

import pytest

from portal.content import draft_version, workflow
from reports.models import Paragraph
from tests.builders.item_forms import PARAGRAPH, save_fields
from tests.builders.records import (
    make_annex,
    make_contribution,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
    make_session,
    make_theme,
)
from tests.builders.seminar import published_seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    report = make_report(status="published", title="Workshop on tides")
    for number in (1, 2):
        make_session(report, title=f"Part {number}")
    return report


def words(page):
    return " ".join(page.content.decode().split())


def test_the_page_of_a_paragraph_says_who_speaks_and_what_it_names(client, report):
    laos = make_organization("Laos", kind="state")
    paragraph = make_paragraph(
        report=report,
        voice="named",
        text="Fees are high.",
        themes=[make_theme("Fees")],
        organizations=[make_organization("IOM")],
    )
    participation = make_participation(
        report, make_person("Ana Cruz"), organizations=[laos], position="Minister"
    )
    make_contribution(paragraph, participation)
    make_recommendation(report, paragraph=paragraph, text="Lower the fees.")
    make_annex(report, named_in=paragraph, subject="List of fees")

    page = words(client.get(paragraph.page_url))

    for text in ("Ana Cruz", "Minister", "Laos", "Fees are high.", "IOM", "Lower the fees."):
        assert text in page
    assert "Annex 1 (List of fees)" in page


def test_paragraphs_lead_to_each_other_across_sessions(client, report):
    sessions = report.sessions.order_by("position")
    first, second, third = (
        make_paragraph(session) for session in (sessions[0], sessions[1], sessions[1])
    )

    context = client.get(second.page_url).context

    assert (context["previous"], context["next"]) == (first, third)
    assert client.get(first.page_url).context["previous"] is None
    assert client.get(third.page_url).context["next"] is None


def test_a_paragraph_of_a_draft_has_no_public_page(client):
    paragraph = make_paragraph(report=make_report())

    assert client.get(paragraph.page_url).status_code == 404


def test_the_page_of_a_removed_paragraph_says_that_it_is_gone(client):
    published = published_seminar()
    path = Paragraph.objects.get(report=published, anchor="p5").page_url
    draft = draft_version.begin_draft(published, None)
    draft.paragraphs.get(anchor="p5").delete()
    workflow.publish(draft, by=None)

    page = client.get(path)

    assert (page.status_code, "The co-chairs thanked all." in words(page)) == (410, True)


def test_the_page_of_a_paragraph_shows_the_changed_text_after_a_new_version(client):
    published = published_seminar()
    path = Paragraph.objects.get(report=published, anchor="p3").page_url
    before = words(client.get(path))
    draft = draft_version.begin_draft(published, None)
    save_fields(draft, PARAGRAPH, {"text": "Training is cheap."})
    workflow.publish(draft, by=None)

    after = words(client.get(path))

    assert ("Training is dear." in before, "Training is cheap." in after) == (True, True)
