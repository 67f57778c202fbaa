"""Version pages: a published version of a report stays citable while the report is published."""

import pytest
from django.urls import reverse

from portal.content import draft_version, workflow
from reports import publishing
from reports.models import Report
from tests.builders.seminar import published_seminar


@pytest.fixture
def published(db):
    return published_seminar()


def words(page):
    return " ".join(page.content.decode().split())


def version(client, report, number):
    return client.get(reverse("site:report-version", args=[report.slug, number]))


def test_a_version_page_shows_everything_the_report_said(client, published):
    page = words(version(client, published, published.version))

    for part in (
        "<em>Dear</em>",
        "Training is dear.",
        "Ana Cruz, Director",
        "in care",
        "Annex 1",
        "Session 1: Training",
        "SHA-256",
        '<link rel="canonical" href="http://127.0.0.1:8000/reports/arf-seminar-skills-2019/">',
    ):
        assert part in page


def test_a_version_page_stays_unchanged_and_links_to_the_newer_version(client, published):
    first = published.version
    draft = draft_version.begin_draft(published)
    draft.paragraphs.filter(anchor="p3").update(text="Training is cheap.")
    workflow.publish(Report.objects.get(pk=draft.pk))
    published.refresh_from_db()

    earlier = words(version(client, published, first))
    present = words(version(client, published, published.version))

    assert "Training is dear." in earlier
    assert "There is a newer version." in earlier
    assert "Training is cheap." in present
    assert "There is a newer version." not in present


def test_a_version_page_keeps_the_names_as_of_its_publication(client, published):
    person = published.participations.order_by("pk").first().person
    person.name = "Ana Cruz-Reyes"
    person.save()

    assert "Ana Cruz, Director" in words(version(client, published, published.version))


@pytest.mark.parametrize("status", ["withdrawn", "unknown"])
def test_a_version_page_of_a_withdrawn_report_or_unknown_number_is_not_found(
    client, published, status
):
    number = published.version if status == "withdrawn" else 99
    if status == "withdrawn":
        publishing.transition(published, "withdrawn")

    assert version(client, published, number).status_code == 404
