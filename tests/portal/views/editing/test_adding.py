"""What no source printed is typed in by hand, and so are whole reports."""

from django.db import OperationalError
from django.urls import reverse

from reports.models import Report
from tests.portal.views.editing.forms import at, words


def test_what_no_source_printed_is_added_where_it_belongs(desk, report):
    where = reverse("desk-add", args=[report.slug, "recommendations"])
    sent = {"text": "think again.", "level": "", "version": report.version}

    desk.post(f"{where}?after=recommendations/4.1", sent)

    asked = report.recommendations.order_by("position")
    assert [(one.reference, one.text) for one in asked] == [
        ("4.1", "train more"),
        ("4.1.a", "in care"),
        ("4.3", "think again."),
        ("4.2", "ask employers."),
    ]


def test_a_report_is_begun_by_hand(desk, db):
    page = desk.post(
        reverse("desk-new"),
        {"title": "Meeting in Rome", "starts_on": "2020-05-01", "language": "en"},
    )

    report = Report.objects.get(slug="meeting-rome-2020")
    assert page["Location"] == at(report)
    assert [one.deed for one in report.revisions.all()] == ["Begun by hand"]
    where = reverse("desk-add", args=[report.slug, "sessions"])
    sent = {"kind": "opening", "title": "Opening", "version": report.version}
    assert desk.post(where, sent).status_code == 302
    assert [one.title for one in report.sessions.all()] == ["Opening"]


def test_what_was_typed_is_given_back_when_one_s_turn_does_not_come(
    desk, report, monkeypatch
):
    def wait_in_vain(*args, **options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("portal.desk.placing.add", wait_in_vain)
    where = reverse("desk-add", args=[report.slug, "sessions"])
    sent = {"kind": "opening", "title": "Typed in vain", "version": report.version}

    page = desk.post(where, sent)

    assert (page.status_code, "Typed in vain" in words(page)) == (503, True)


def test_what_was_typed_is_given_back_when_the_draft_is_deleted(desk, report):
    where = reverse("desk-add", args=[report.slug, "sessions"])
    report.delete()

    page = desk.post(where, {"title": "Typed too late"})

    assert (page.status_code, "Typed too late" in words(page)) == (404, True)
