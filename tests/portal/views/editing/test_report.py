"""A report's next steps: taken by whom they belong to, on top of what was seen."""

from django.urls import reverse

from portal.correcting.confirming import suggested_in
from portal.history import nextdraft, recording
from reports.models import Report
from tests.builders import assign_themes, make_account, make_theme
from tests.portal.history.conftest import seminar
from tests.portal.views.editing.forms import at, words


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


def test_what_readers_have_can_be_withdrawn_while_its_next_version_is_drafted(
    client, db
):
    client.force_login(make_account("rita", "reviewer"))
    report = seminar(publish=True)
    draft = nextdraft.begin(report)
    recording.record(draft, "Looked at")

    steps = {one.to: one.version for one in client.get(at(report)).context["steps"]}
    sent = {"to": "withdrawn", "version": steps["withdrawn"]}
    client.post(reverse("desk-step", args=[report.slug]), sent)

    report.refresh_from_db()
    assert (report.status, nextdraft.working(report)) == ("withdrawn", draft)
    assert set(steps) == {"in_review", "withdrawn"}


def test_all_suggested_themes_are_confirmed_by_a_button_that_says_how_many(
    desk, report
):
    assign_themes(
        report.paragraphs.get(anchor="p2"), [], suggested=[make_theme("Care")]
    )
    page = words(desk.get(at(report)))
    assert "2 of 3 theme assignments were suggested by the import." in page
    assert "Confirm all 2 suggested themes</button>" in page

    address = reverse("desk-confirm-themes", args=[report.slug])
    page = words(desk.post(address, {"version": report.version}, follow=True))

    assert "2 suggested themes are confirmed." in page
    assert "suggested themes</button>" not in page
    assert suggested_in(report) == 0


def test_one_suggested_theme_is_confirmed_by_a_button_that_says_so(desk, report):
    assert "Confirm the 1 suggested theme</button>" in words(desk.get(at(report)))

    address = reverse("desk-confirm-themes", args=[report.slug])
    page = words(desk.post(address, {"version": report.version}, follow=True))

    assert "1 suggested theme is confirmed." in page


def test_themes_are_not_confirmed_on_top_of_somebody_else_s_save(desk, report):
    address = reverse("desk-confirm-themes", args=[report.slug])

    page = words(desk.post(address, {"version": report.version - 1}, follow=True))

    assert "Somebody else has saved this report" in page
    assert suggested_in(report) == 1


def test_who_may_only_look_sees_how_many_are_suggested_and_no_button(client, report):
    client.force_login(make_account("vera", "viewer"))

    page = words(client.get(at(report)))

    assert "1 of 2 theme assignments was suggested by the import." in page
    assert "suggested theme</button>" not in page
