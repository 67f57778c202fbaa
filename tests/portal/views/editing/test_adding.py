"""What no source printed is typed in by hand, and so are whole reports."""

from django.urls import reverse

from reports.models import Report
from tests.portal.views.editing.forms import at


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
