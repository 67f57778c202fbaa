"""A report's next steps: taken by whom they belong to, on top of what was seen."""

import re
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags

from portal.audit.models import Entry
from portal.correcting.confirming import suggested_in
from portal.history import nextdraft, recording
from reports import publishing
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
    sent = {"to": "withdrawn", "version": steps["withdrawn"], "confirmed": "yes"}
    client.post(reverse("desk-step", args=[report.slug]), sent)

    report.refresh_from_db()
    assert (report.status, nextdraft.working(report)) == ("withdrawn", draft)
    assert set(steps) == {"in_review", "withdrawn"}


def test_withdrawing_is_asked_once_more_with_what_readers_lose(client, db):
    client.force_login(make_account("rita", "reviewer"))
    report = seminar(publish=True)
    address = reverse("desk-step", args=[report.slug])
    sent = {"to": "withdrawn", "version": report.version, "comment": "<Wrong> file"}

    asked = client.post(address, sent)
    report.refresh_from_db()
    assert (asked.status_code, report.status) == (200, "published")
    assert "its 3 recommendations and its 2 contributions" in words(asked)
    form = dict(
        re.findall(
            r'<input[^>]*?name="(?!csrf)(\w+)"[^>]*?value="([^"]*)"',
            asked.content.decode(),
        )
    )
    client.post(address, {name: unescape(text) for name, text in form.items()})

    report.refresh_from_db()
    newest = Entry.objects.order_by("-pk").first()
    assert report.status == "withdrawn"
    assert newest.comment == "<Wrong> file"


def read(client, report):
    """Return what stands on the report's page, without its markup."""
    return " ".join(strip_tags(words(client.get(at(report)))).split())


def in_review_by(account):
    report = seminar(by=account)
    publishing.move(report, "in_review")
    return report


def test_who_may_not_publish_own_work_is_told_who_may(client, db):
    ada = make_account("ada", "administrator")
    make_account("rita", "reviewer")
    make_account("gone", "reviewer", is_active=False)
    make_account("eva", "editor")
    report = in_review_by(ada)
    client.force_login(ada)

    assert "another reviewer has to publish it. Ask rita." in read(client, report)


def test_the_only_administrator_is_told_how_to_get_a_second_reviewer(client, db):
    ada = make_account("ada", "administrator")
    report = in_review_by(ada)
    client.force_login(ada)

    page = client.get(at(report))

    assert "There is no other reviewer yet. Add an account" in read(client, report)
    assert "AUTHORS_MAY_PUBLISH=yes" in read(client, report)
    links = re.findall(r'href="(/admin/[^"]*)"', page.content.decode())
    assert [client.get(link).status_code for link in links] == [200] * 2


def test_a_reviewer_without_another_is_told_to_ask_an_administrator(client, db):
    rita = make_account("rita", "reviewer")
    report = in_review_by(rita)
    client.force_login(rita)

    assert "Ask an administrator to give somebody the role." in read(client, report)


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
