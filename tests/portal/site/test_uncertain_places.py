"""The page of a published report says where its text may differ from the file."""

import pytest
from django.urls import reverse

from portal.content.notes import status
from tests.builders.imported_reports import import_text
from tests.builders.uncertain_reports import import_uncertain
from tests.harness.page_caches import forget_pages

pytestmark = pytest.mark.django_db


def words(client, report):
    return " ".join(client.get(report.get_absolute_url()).content.decode().split())


def test_readers_see_where_the_text_is_uncertain_with_links_to_paragraph_and_file(client):
    report = import_uncertain(publish=True)

    page = words(client, report)

    assert "The text may differ from the original file in one place." in page
    assert f'page 1: <a href="{report.get_absolute_url()}#p3">Paragraph 3</a>' in page
    source = reverse("site:source", args=[report.slug])
    assert f'Compare it with <a href="{source}">the original file</a>.' in page


def test_nothing_is_said_once_an_editor_has_compared_the_place(client):
    report = import_uncertain(publish=True)
    words(client, report)

    status.set_resolved(report, report.notes.get(code="extraction-differs").pk, resolved=True)

    assert "may differ" not in words(client, report)


def test_nothing_is_said_about_a_text_that_is_certain(client):
    report = import_text("ARF Seminar\n10 March 2019\n\n1. Fees rose.\n", publish=True)

    assert "may differ" not in words(client, report)


def test_a_file_that_could_not_be_compared_is_uncertain_as_a_whole(client):
    report = import_uncertain(publish=True)
    report.notes.filter(code="extraction-differs").update(start=None, end=None, about="")
    forget_pages()

    assert "in the whole text" in words(client, report)
