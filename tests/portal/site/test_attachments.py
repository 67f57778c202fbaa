"""Readers download the files that are attached to a published report, and no others."""

import pytest
from django.urls import reverse

from portal.content import attachments
from portal.site.sitemaps import SITEMAPS
from reports import publishing
from tests.builders.records import make_annex, make_attachment, make_report
from tests.builders.xss_vectors import TRIED_VECTORS
from tests.harness.page_caches import forget_pages
from tests.portal.editor.test_escaping import structure

pytestmark = pytest.mark.django_db


def test_the_file_is_downloaded_byte_for_byte_and_never_opened_as_a_page(client):
    report = make_report(status="published")
    stored = make_attachment(
        report, bytes(range(256)), name="Día 2.pdf", media_type="application/pdf"
    )

    answer = client.get(stored.get_absolute_url())

    assert (answer.status_code, answer.content) == (200, bytes(range(256)))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''D%C3%ADa%202.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_text_file_is_sent_as_utf_8_and_uncompressed(client):
    report = make_report(status="published")
    stored = make_attachment(report, "ü".encode() * 9999, name="list.csv", media_type="text/csv")

    answer = client.get(stored.get_absolute_url(), headers={"Accept-Encoding": "gzip, br"})

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert ("Content-Encoding" in answer, answer.content) == (False, "ü".encode() * 9999)


def test_the_page_of_the_report_lists_the_files_with_kind_type_and_size(client):
    report = make_report(status="published")
    make_annex(report, label="Annex 1")
    make_annex(report, label="Annex 2")
    second = make_attachment(report, b"x" * 2048, title="Map", position=2, name="m.pdf")
    first = make_attachment(report, title="Agenda", position=1, kind="annex", annex_label="Annex 1")

    page = " ".join(client.get(report.get_absolute_url()).content.decode().split())

    assert page.index("Agenda") < page.index("Map")
    assert f'<a href="{first.get_absolute_url()}">Agenda</a>' in page
    assert f'<a href="{second.get_absolute_url()}">Map</a>' in page
    assert 'Annex (<span>Annex 1</span>) · <span translate="no">TXT</span>, 7 bytes' in page
    assert 'Other · <span translate="no">PDF</span>, 2.0 KB' in page
    assert f'<span>Annex 1</span>: <a href="{first.get_absolute_url()}">attached</a>' in page
    assert "<span>Annex 2</span>: not supplied with the report" in page


def test_a_report_without_files_has_no_section_for_them(client):
    page = client.get(make_report(status="published").get_absolute_url()).content.decode()

    assert 'id="attachments"' not in page


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_a_file_of_an_unpublished_report_is_not_found(client, status):
    stored = make_attachment(make_report(status=status))

    assert client.get(stored.get_absolute_url()).status_code == 404


def test_a_file_is_not_found_under_another_report(client):
    stored = make_attachment(make_report(status="published"))
    other = make_report(status="published")

    url = reverse("site:attachment", args=[other.slug, stored.pk])

    assert client.get(url).status_code == 404


def test_a_file_disappears_with_the_withdrawal_even_for_those_who_have_a_copy(client):
    report = make_report(status="published")
    url = make_attachment(report).get_absolute_url()
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304

    publishing.transition(report, "withdrawn")

    assert client.get(url, headers={"If-None-Match": etag}).status_code == 404


def test_a_removed_file_answers_410_as_long_as_the_report_is_public(client):
    report = make_report(status="published")
    stored = make_attachment(report, title="Slides of the second day")
    url = stored.get_absolute_url()
    assert client.get(url).status_code == 200

    attachments.remove(stored, 1, by=None)

    answer = client.get(url)
    assert (answer.status_code, "Slides of the second day" in answer.content.decode()) == (
        410,
        True,
    )
    publishing.transition(report, "withdrawn")
    assert client.get(url).status_code == 404


def test_a_new_attachment_appears_on_a_page_that_was_cached(client):
    report = make_report(status="published")
    before = client.get(report.get_absolute_url())

    attachments.add(
        report,
        attachments.CheckedFile("a.pdf", "application/pdf", b"%PDF-"),
        attachments.Description("Agenda"),
        by=None,
    )

    after = client.get(report.get_absolute_url(), headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, "Agenda" in after.content.decode()) == (200, True)


def test_the_sitemap_has_the_files_of_published_reports_only(client):
    public = make_attachment(make_report(status="published"))
    make_attachment(make_report())

    assert list(SITEMAPS["attachments"].items()) == [public]
    part = client.get(reverse("site:sitemap-part", args=["attachments"])).content.decode()
    assert f"{public.get_absolute_url()}</loc>" in part


def test_no_xss_vector_in_title_label_or_name_changes_the_structure_of_the_page(client):
    report = make_report(status="published")
    stored = make_attachment(report, title="Agenda", annex_label="Annex", name="a.pdf")
    expected = structure(client.get(report.get_absolute_url()))

    for vector in TRIED_VECTORS:
        type(stored).objects.update(title=vector, annex_label=vector[:40], name=vector)
        forget_pages()
        assert structure(client.get(report.get_absolute_url())) == expected, vector
        header = client.get(stored.get_absolute_url())["Content-Disposition"]
        assert header.startswith("attachment; filename")


def test_the_api_has_the_files_of_a_report(client, settings):
    report = make_report(status="published")
    stored = make_attachment(report, title="Agenda", kind="slides", annex_label="Annex 1")

    data = client.get(reverse("api:report", args=[report.pk])).json()

    assert data["attachments"] == [
        {
            "url": settings.BASE_URL + stored.get_absolute_url(),
            "title": "Agenda",
            "kind": "slides",
            "annex": "Annex 1",
            "name": "slides.txt",
            "media_type": "text/plain",
            "size": 7,
            "sha256": stored.sha256,
        }
    ]
