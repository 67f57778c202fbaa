"""The page that changes the address of a report."""

import pytest
from django.urls import reverse

from reports.models import FormerSlug
from tests.builders.records import make_account


@pytest.fixture
def reviewer_client(client, db):
    client.force_login(make_account("rita", "reviewer"))
    return client


def at(slug):
    return reverse("editor:slug", args=[slug])


def test_the_address_is_changed_and_a_redirect_is_given_up(reviewer_client, report):
    former = report.slug
    form = {"slug": "skills-2019", "version": report.version, "do": "change"}

    page = reviewer_client.post(at(former), form, follow=True)

    report.refresh_from_db()
    assert (report.slug, page.redirect_chain) == ("skills-2019", [(at("skills-2019"), 302)])
    assert "The former one redirects to it." in page.content.decode()
    assert [one.slug for one in page.context["former_slugs"]] == [former]

    reviewer_client.post(at("skills-2019"), {"slug": former, "do": "give-up"})

    assert not FormerSlug.objects.exists()
    assert reviewer_client.get(at(former)).status_code == 404


def test_a_refused_address_stays_in_the_form_with_the_reason(reviewer_client, report):
    page = reviewer_client.post(at(report.slug), {"slug": "Two Words", "version": report.version})

    assert page.status_code == 422
    assert (page.context["slug"], "lower-case letters" in page.content.decode()) == (
        "Two Words",
        True,
    )


def test_pages_for_editors_redirect_and_forms_sent_to_the_former_address_are_saved(
    reviewer_client, report
):
    former = report.slug
    form = {"slug": "skills-2019", "version": report.version}
    reviewer_client.post(at(former), form)

    answer = reviewer_client.get(reverse("editor:revisions", args=[former]), {"page": "1"})
    assert answer["Location"] == f"{reverse('editor:revisions', args=['skills-2019'])}?page=1"

    report.refresh_from_db()
    form = {"do": "save", "version": report.version, "text": "Typed before the change."}
    url = reverse("editor:item", args=[former, "paragraphs", "p3"])
    reviewer_client.post(url, {**form, "voice": "document"})

    assert report.paragraphs.get(anchor="p3").text == "Typed before the change."


def test_a_visitor_is_sent_to_sign_in_and_learns_no_present_address(client, report):
    FormerSlug.objects.create(report=report, slug="known-before")

    answer = client.get(reverse("editor:report", args=["known-before"]))

    assert "/accounts/login/" in answer["Location"]
    assert report.slug not in answer["Location"]
