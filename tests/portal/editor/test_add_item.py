"""Items and whole reports without a source are added by hand."""

from django.db import OperationalError
from django.urls import reverse

from reports.models import Report
from tests.builders.editor_forms import at, words


def test_a_recommendation_is_added_after_the_chosen_item(editor_client, report):
    url = reverse("editor:item-add", args=[report.slug, "recommendations"])
    form_data = {"text": "think again.", "level": "", "version": report.version}

    editor_client.post(f"{url}?after=recommendations/4.1", form_data)

    recommendations = report.recommendations.order_by("position")
    assert [
        (recommendation.reference, recommendation.text) for recommendation in recommendations
    ] == [
        ("4.1", "train more"),
        ("4.1.a", "in care"),
        ("4.3", "think again."),
        ("4.2", "ask employers."),
    ]


def test_a_report_is_created_by_hand(editor_client, db):
    page = editor_client.post(
        reverse("editor:report-new"),
        {"title": "Meeting in Rome", "starts_on": "2020-05-01", "language": "en"},
    )

    report = Report.objects.get(slug="meeting-rome-2020")
    assert page["Location"] == at(report)
    assert [revision.action for revision in report.revisions.all()] == ["Started from scratch"]
    url = reverse("editor:item-add", args=[report.slug, "sessions"])
    form_data = {"kind": "opening", "title": "Opening", "version": report.version}
    assert editor_client.post(url, form_data).status_code == 302
    assert [session.title for session in report.sessions.all()] == ["Opening"]


def test_adding_an_item_while_the_database_is_locked_returns_the_typed_text(
    editor_client, report, monkeypatch
):
    def raise_locked(*args, **options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("portal.content.service.save_edit", raise_locked)
    url = reverse("editor:item-add", args=[report.slug, "sessions"])
    form_data = {"kind": "opening", "title": "Typed in vain", "version": report.version}

    page = editor_client.post(url, form_data)

    assert (page.status_code, "Typed in vain" in words(page)) == (503, True)


def test_adding_an_item_to_a_deleted_report_returns_the_typed_text(editor_client, report):
    url = reverse("editor:item-add", args=[report.slug, "sessions"])
    report.delete()

    page = editor_client.post(url, {"title": "Typed too late"})

    assert (page.status_code, "Typed too late" in words(page)) == (404, True)
