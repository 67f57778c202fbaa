"""Every public URL of a report redirects from its former slug, and filters accept it."""

import pytest
from django.urls import reverse

from portal.content import slug_change
from portal.content.locking import SaveRequest
from reports import publishing
from reports.models import RemovedUrl
from tests.builders.seminar import published_seminar

NEW = "skills-2019"
PAGES = {
    "site:report": [],
    "site:source": [],
    "site:participants": [],
    "site:report-version": [1],
    "site:session": ["session-1"],
    "site:recommendation": ["4.1"],
}


@pytest.fixture
def report(db):
    """A published report with a changed slug; `former` is the one that readers know."""
    report = published_seminar()
    former = report.slug
    slug_change.change_slug(report, NEW, SaveRequest(report.version))
    report.refresh_from_db()
    report.former = former
    return report


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_report_redirects_permanently_with_its_query(client, report, name):
    if name == "site:session":
        PAGES[name] = [report.sessions.first().anchor]
    url = reverse(name, args=[report.former, *PAGES[name]])

    answer = client.get(f"{url}?page=2")

    assert answer.status_code == 301
    assert answer["Location"] == f"{reverse(name, args=[NEW, *PAGES[name]])}?page=2"
    assert client.get(answer["Location"]).status_code == 200


def test_what_the_new_slug_does_not_have_is_not_found_or_gone(client, report):
    RemovedUrl.objects.create(report=report, path="recommendations/9.9", text="Old words.")
    statuses = [
        client.get(f"/recommendations/{report.former}/{reference}/", follow=True).status_code
        for reference in ("9.9", "8.8")
    ]

    assert statuses == [410, 404]


def test_a_withdrawn_report_does_not_redirect(client, report):
    publishing.transition(report, "withdrawn")

    assert client.get(f"/reports/{report.former}/").status_code == 404


def test_a_redirect_that_is_given_up_is_not_found(client, report):
    slug_change.give_up_redirect(report, report.former, None)

    assert client.get(f"/reports/{report.former}/").status_code == 404


@pytest.mark.parametrize(
    "name", ["site:recommendation-list", "site:contribution-list", "api:recommendations"]
)
def test_lists_feeds_and_the_api_accept_the_former_slug_as_a_filter(client, report, name):
    before, after = (client.get(reverse(name), {"report": slug}) for slug in (report.former, NEW))

    assert before.status_code == after.status_code == 200
    if name == "api:recommendations":
        assert before.json()["count"] == after.json()["count"] > 0
        assert before.json()["results"] == after.json()["results"]
        assert {item["report"]["slug"] for item in after.json()["results"]} == {NEW}
    else:
        pks = [[record.pk for record in page.context["object_list"]] for page in (before, after)]
        assert pks[0] == pks[1] != []


def test_a_session_filter_with_the_former_slug_finds_the_same_contributions(client, report):
    anchor = report.sessions.filter(paragraphs__contributions__isnull=False).first().anchor
    url = reverse("site:contribution-list")

    pages = [client.get(url, {"session": f"{slug}/{anchor}"}) for slug in (report.former, NEW)]

    pks = [[record.pk for record in page.context["object_list"]] for page in pages]
    assert pks[0] == pks[1] != []
