"""Transitions of a report: who may take them, confirmations and conflicts."""

import re
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags

from portal.audit.models import AuditEntry
from portal.content import draft_version, revisions
from portal.content.themes import count_suggested_themes
from reports import publishing
from reports.models import Report
from tests.builders.editor_forms import at, words
from tests.builders.records import assign_themes, make_account, make_theme
from tests.builders.seminar import seminar
from tests.builders.uncertain_reports import import_uncertain


def test_a_draft_version_is_created_and_discarded_only_with_confirmation(editor_client, db):
    report = seminar(publish=True)
    editor_client.post(reverse("editor:draft-begin", args=[report.slug]))
    draft = report.next_draft
    url = reverse("editor:draft-discard", args=[report.slug])

    editor_client.post(url, {"version": draft.version})
    assert draft_version.current_draft(report) == draft
    editor_client.post(url, {"version": draft.version, "meant": "on"})

    assert draft_version.current_draft(report) == report


def test_discarding_a_never_published_report_deletes_it(editor_client, report):
    url = reverse("editor:draft-discard", args=[report.slug])

    answer = editor_client.post(url, {"version": report.version, "meant": "on"})

    assert (answer["Location"], Report.objects.count()) == (
        reverse("editor:dashboard"),
        0,
    )


def test_a_transition_on_an_outdated_version_is_rejected_as_a_conflict(editor_client, report):
    form_data = {"to": "in_review", "version": 1, "open_notes": "on"}

    page = editor_client.post(
        reverse("editor:transition", args=[report.slug]), form_data, follow=True
    )

    assert "Another editor has saved this report" in words(page)
    assert Report.objects.get().status == "draft"


def test_a_report_with_open_notes_goes_to_review_only_with_confirmation(editor_client, report):
    url = reverse("editor:transition", args=[report.slug])
    form_data = {"to": "in_review", "version": report.version}

    assert "open notes. Resolve them" in words(editor_client.post(url, form_data, follow=True))
    editor_client.post(url, form_data | {"open_notes": "on"})

    assert Report.objects.get().status == "in_review"


def test_a_published_report_can_be_withdrawn_while_it_has_a_draft_version(client, db):
    client.force_login(make_account("rita", "reviewer"))
    report = seminar(publish=True)
    draft = draft_version.begin_draft(report)
    revisions.save_revision(draft, "Looked at")

    steps = {
        button.to: button.version for button in client.get(at(report)).context["workflow_buttons"]
    }
    form_data = {"to": "withdrawn", "version": steps["withdrawn"], "confirmed": "yes"}
    client.post(reverse("editor:transition", args=[report.slug]), form_data)

    report.refresh_from_db()
    assert (report.status, draft_version.current_draft(report)) == ("withdrawn", draft)
    assert set(steps) == {"in_review", "withdrawn"}


def test_withdrawing_asks_for_confirmation_and_lists_what_readers_lose(client, db):
    client.force_login(make_account("rita", "reviewer"))
    report = seminar(publish=True)
    url = reverse("editor:transition", args=[report.slug])
    form_data = {"to": "withdrawn", "version": report.version, "comment": "<Wrong> file"}

    confirmation = client.post(url, form_data)
    report.refresh_from_db()
    assert (confirmation.status_code, report.status) == (200, "published")
    assert "its 3 recommendations and its 2 contributions" in words(confirmation)
    form = dict(
        re.findall(
            r'<input[^>]*?name="(?!csrf)(\w+)"[^>]*?value="([^"]*)"',
            confirmation.content.decode(),
        )
    )
    client.post(url, {name: unescape(text) for name, text in form.items()})

    report.refresh_from_db()
    newest = AuditEntry.objects.order_by("-pk").first()
    assert report.status == "withdrawn"
    assert newest.comment == "<Wrong> file"


def page_text(client, report):
    """Return the text of the report's page without its markup."""
    return " ".join(strip_tags(words(client.get(at(report)))).split())


def in_review_by(account):
    report = seminar(by=account)
    publishing.transition(report, "in_review")
    return report


def test_an_author_who_may_not_publish_is_shown_who_may(client, db):
    ada = make_account("ada", "administrator")
    make_account("rita", "reviewer")
    make_account("gone", "reviewer", is_active=False)
    make_account("eva", "editor")
    report = in_review_by(ada)
    client.force_login(ada)

    assert "another reviewer has to publish it. Ask rita." in page_text(client, report)


def test_the_only_administrator_is_shown_how_to_add_a_second_reviewer(client, db):
    ada = make_account("ada", "administrator")
    report = in_review_by(ada)
    client.force_login(ada)

    page = client.get(at(report))

    assert "There is no other reviewer yet. Add an account" in page_text(client, report)
    assert "AUTHORS_MAY_PUBLISH=yes" in page_text(client, report)
    links = re.findall(r'href="(/admin/[^"]*)"', page.content.decode())
    assert reverse("admin:auth_user_add") in links
    assert {client.get(link).status_code for link in links} == {200}


def test_the_only_reviewer_is_told_to_ask_an_administrator(client, db):
    rita = make_account("rita", "reviewer")
    report = in_review_by(rita)
    client.force_login(rita)

    assert "Ask an administrator to give someone the role." in page_text(client, report)


def test_a_button_confirms_all_suggested_themes_and_shows_their_number(editor_client, report):
    assign_themes(report.paragraphs.get(anchor="p2"), [], suggested=[make_theme("Care")])
    page = words(editor_client.get(at(report)))
    assert "2 of 3 theme assignments were suggested by the import." in page
    assert "Confirm all 2 suggested themes</button>" in page

    url = reverse("editor:confirm-themes", args=[report.slug])
    page = words(editor_client.post(url, {"version": report.version}, follow=True))

    assert "2 suggested themes were confirmed." in page
    assert "suggested themes</button>" not in page
    assert count_suggested_themes(report) == 0


def test_the_button_and_message_for_a_single_suggested_theme_are_singular(editor_client, report):
    assert "Confirm the 1 suggested theme</button>" in words(editor_client.get(at(report)))

    url = reverse("editor:confirm-themes", args=[report.slug])
    page = words(editor_client.post(url, {"version": report.version}, follow=True))

    assert "1 suggested theme was confirmed." in page


def test_confirming_themes_on_an_outdated_version_is_rejected_as_a_conflict(editor_client, report):
    url = reverse("editor:confirm-themes", args=[report.slug])

    page = words(editor_client.post(url, {"version": report.version - 1}, follow=True))

    assert "Another editor has saved this report" in page
    assert count_suggested_themes(report) == 1


def test_a_viewer_sees_the_number_of_suggested_themes_but_no_button(client, report):
    client.force_login(make_account("vera", "viewer"))

    page = words(client.get(at(report)))

    assert "1 of 2 theme assignments was suggested by the import." in page
    assert "suggested theme</button>" not in page


def test_the_page_of_a_report_counts_its_uncertain_places(editor_client):
    report = import_uncertain()

    page = editor_client.get(f"/editing/reports/{report.slug}/").content.decode()

    assert "The text is uncertain in 1 place, and readers are told so" in " ".join(page.split())
