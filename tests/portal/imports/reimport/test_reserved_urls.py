"""The URL of a removed item is not reused for other text."""

import pytest

from portal.content.loader import load_snapshot
from portal.imports.reimport.reserved_urls import ReservedUrls
from reports.models import RemovedUrl
from tests.builders.records import make_paragraph, make_recommendation, make_report, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    new_report = make_report(status="published")
    session = make_session(new_report, anchor="closing", heading="Closing")
    paragraph = make_paragraph(session, anchor="p1", text="First.")
    make_recommendation(new_report, paragraph=paragraph, reference="1.1", text="Train.")
    for path, text in (("sessions/end", "End"), ("recommendations/1.2", "Ask.")):
        RemovedUrl.objects.create(report=new_report, path=path, text=text)
    return new_report


def reserved_urls_of(report):
    stored = load_snapshot(report)
    return ReservedUrls(stored, stored, report.removed_urls.values_list("path", "text"))


@pytest.mark.parametrize(
    ("kind", "wanted", "text", "allocated"),
    [
        ("sessions", "closing", "Closing", "closing-2"),
        ("sessions", "end", "Farewell", "end-2"),
        ("sessions", "end", "End", "end"),
        ("paragraphs", "p1", "First.", "p1-2"),
        ("paragraphs", "p2", "Second.", "p2"),
        ("recommendations", "1.1", "Train.", "1.1-2"),
        ("recommendations", "1.2", "Tell.", "1.2-2"),
        ("recommendations", "1.2", "Ask.", "1.2"),
    ],
)
def test_a_url_in_use_or_formerly_of_other_text_is_not_allocated(
    report, kind, wanted, text, allocated
):
    assert reserved_urls_of(report).allocate(kind, wanted, text) == allocated


def test_a_url_is_allocated_once_and_again_after_its_release(report):
    reserved_urls = reserved_urls_of(report)

    assert [reserved_urls.allocate("paragraphs", "p7", "New.") for _ in range(2)] == [
        "p7",
        "p7-2",
    ]
    reserved_urls.release("recommendations", "1.1", "Train.")
    assert reserved_urls.allocate("recommendations", "1.1", "Train.") == "1.1"
