"""A published version of a report stays as it was, to be cited, as long as the report is published."""

import pytest
from django.urls import reverse

from portal.history import nextdraft
from reports import publishing
from reports.models import Report
from tests.portal.history.conftest import published

__all__ = ["published"]


def words(page):
    return " ".join(page.content.decode().split())


def version(client, report, number):
    return client.get(reverse("report-version", args=[report.slug, number]))


def test_it_says_all_that_the_report_said(client, published):
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


def test_it_stays_when_the_next_is_published_and_leads_to_it(client, published):
    first = published.version
    draft = nextdraft.begin(published)
    draft.paragraphs.filter(anchor="p3").update(text="Training is cheap.")
    publishing.publish(Report.objects.get(pk=draft.pk))
    published.refresh_from_db()

    earlier = words(version(client, published, first))
    present = words(version(client, published, published.version))

    assert "Training is dear." in earlier
    assert "There is a newer version." in earlier
    assert "Training is cheap." in present
    assert "There is a newer version." not in present


def test_it_keeps_the_names_of_then(client, published):
    person = published.participations.order_by("pk").first().person
    person.name = "Ana Cruz-Reyes"
    person.save()

    assert "Ana Cruz, Director" in words(version(client, published, published.version))


@pytest.mark.parametrize("status", ["withdrawn", "unknown"])
def test_it_is_not_there_when_the_report_is_not(client, published, status):
    number = published.version if status == "withdrawn" else 99
    if status == "withdrawn":
        publishing.move(published, "withdrawn")

    assert version(client, published, number).status_code == 404
