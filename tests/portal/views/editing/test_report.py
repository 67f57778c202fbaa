"""A report's next steps: taken by whom they belong to, on top of what was seen."""

from django.urls import reverse

from portal.history import nextdraft
from reports.models import Report
from tests.portal.history.conftest import seminar
from tests.portal.views.editing.forms import words


def test_a_next_version_is_begun_and_given_up_if_it_is_meant(desk, db):
    report = seminar(publish=True)
    desk.post(reverse("desk-begin", args=[report.slug]))
    draft = report.next_draft
    address = reverse("desk-discard", args=[report.slug])

    desk.post(address, {"version": draft.version})
    assert nextdraft.working(report) == draft
    desk.post(address, {"version": draft.version, "meant": "on"})

    assert nextdraft.working(report) == report


def test_a_draft_that_never_had_readers_is_deleted_whole(desk, report):
    address = reverse("desk-discard", args=[report.slug])

    answer = desk.post(address, {"version": report.version, "meant": "on"})

    assert (answer["Location"], Report.objects.count()) == (reverse("desk"), 0)


def test_a_step_on_top_of_somebody_else_s_save_is_told(desk, report):
    sent = {"to": "in_review", "version": 1, "open_notes": "on"}

    page = desk.post(reverse("desk-step", args=[report.slug]), sent, follow=True)

    assert "Somebody else has saved this report" in words(page)
    assert Report.objects.get().status == "draft"


def test_open_notes_go_to_review_only_if_the_editor_says_so(desk, report):
    address = reverse("desk-step", args=[report.slug])
    sent = {"to": "in_review", "version": report.version}

    assert "notes are open" in words(desk.post(address, sent, follow=True))
    desk.post(address, sent | {"open_notes": "on"})

    assert Report.objects.get().status == "in_review"
