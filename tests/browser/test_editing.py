"""The editors' pages in a real browser: without script, without a mouse, on a small screen."""

import pytest
from django.contrib.sessions.models import Session

from portal.content.stored_coverage import find_errors
from portal.editor.item_types import ITEM_TYPES
from reports.models import Report
from tests.builders.item_forms import save_fields
from tests.builders.records import PASSWORD, make_account, make_attachment, make_person
from tests.harness.browser import find_faults
from tests.harness.editor_pages import SEMINAR_FILE, press_button, sign_in

pytestmark = pytest.mark.usefixtures("_editors")


def sign_out(page):
    page.goto("/accounts/logout/")
    press_button(page, "Sign out")


def follow(page, words):
    """Follow a link from the keyboard."""
    link = page.get_by_role("link", name=words).first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def correct(page, words):
    follow(page, f"Edit this {words}")


def tick(page, words):
    page.get_by_label(words).first.focus()
    page.keyboard.press("Space")


def message_text(page):
    return page.locator(".message").inner_text()


def test_a_report_is_imported_corrected_published_and_restored_from_the_keyboard_without_script(
    page,
):
    sign_in(page)
    page.set_input_files("#file", SEMINAR_FILE)
    press_button(page, "Import")
    assert page.locator("h1").inner_text() == "ARF Seminar on Skills"
    workbench_url = f"{page.url}?part=all"
    for step in (change_the_speaker, split_and_undo, discard_the_last):
        page.goto(workbench_url)
        step(page)
    report = Report.objects.get(title="ARF Seminar on Skills")
    editor_url = f"/editing/reports/{report.slug}/"
    for step in (change_a_level, preview_the_summary, submit):
        page.goto(editor_url)
        step(page)
    publish_as_rita(page, editor_url)

    report.refresh_from_db()
    assert report.status == "published"
    assert find_errors(report) == []
    assert report.recommendations.get(reference="3.1").level == "regional"
    (spoken,) = report.paragraphs.get(number="1").contributions.all()
    assert spoken.participation.person.name == "Anna Cruz"
    restore_the_first(page, editor_url)
    draft = report.next_draft
    first, last = report.revisions.get(number=1), report.revisions.newest_first()[0]
    assert (last.number, last.sha256) == (draft.version, first.sha256)
    assert report.recommendations.get(reference="3.1").level == "regional"


def change_a_level(page):
    follow(page, "Edit 3.1")
    page.get_by_label("Level").focus()
    page.select_option("#id_level", "regional")
    page.fill("#comment", "Said in the closing session.")
    press_button(page, "Save")
    assert "Saved." in message_text(page)


def preview_the_summary(page):
    follow(page, "Edit title, dates, place, summary")
    page.fill("#id_summary", "**Dear** to all.")
    press_button(page, "Preview the summary")
    assert page.locator("[aria-label=Preview] strong").inner_text() == "Dear"
    press_button(page, "Save")
    page.locator("nav[aria-label='Items of the report'] a", has_text="Report").click()
    assert page.locator(".card strong").inner_text() == "Dear"


def submit(page):
    tick(page, "Send with")
    press_button(page, "Send for review")
    assert "is now in review." in message_text(page)


def publish_as_rita(page, editor_url):
    sign_out(page)
    sign_in(page, "rita", editor_url)
    follow(page, "Review and publish")
    press_button(page, "Publish")
    assert "is now published." in message_text(page)


def restore_the_first(page, editor_url):
    page.goto(editor_url)
    press_button(page, "Start a new version")
    follow(page, "History")
    follow(page, "1")
    page.fill("#comment", "The import was right.")
    press_button(page, "Restore this revision")
    assert "Revision 1 has been restored" in message_text(page)


def test_a_form_sent_with_an_expired_session_is_filled_in_again_after_sign_in(page):
    sign_in(page)
    page.set_input_files("#file", SEMINAR_FILE)
    press_button(page, "Import")
    report = Report.objects.get(title="ARF Seminar on Skills")
    page.goto(f"/editing/reports/{report.slug}/paragraphs/p2/")
    page.fill("#id_text", "Training is dear, and worth it.")
    Session.objects.all().delete()

    press_button(page, "Save")
    page.fill("#id_login", "ana")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.press("#id_password", "Enter")

    assert "You were signed out." in page.locator("[role=alert]").inner_text()
    assert page.input_value("#id_text") == "Training is dear, and worth it."
    press_button(page, "Save")
    assert report.paragraphs.get(anchor="p2").text == "Training is dear, and worth it."


def change_the_speaker(page):
    correct(page, "paragraph: Ms. Ana Cruz")
    page.fill("#printed", "Ms. Anna Cruz")
    press_button(page, "Set as speaker")
    assert "The speaker is Anna Cruz." in message_text(page)


def split_and_undo(page):
    correct(page, "paragraph: Ms. Ana Cruz")
    page.select_option("#offset", label="Skills travel with people.")
    press_button(page, "Split")
    assert "Split before “Skills travel" in message_text(page)
    press_button(page, "Undo")
    assert "has been restored" in message_text(page)


def discard_the_last(page):
    correct(page, "paragraph: Thank you.")
    page.select_option("#to", "discard")
    page.fill("#reason", "courtesy")
    press_button(page, "Change type")


def test_an_upload_with_script_opens_the_workbench(scripted_page):
    sign_in(scripted_page)
    scripted_page.set_input_files("#file", SEMINAR_FILE)
    scripted_page.click("form[data-upload] button")
    scripted_page.wait_for_url("**/editing/imports/*/")

    assert "has been imported" in scripted_page.locator(".message").inner_text()


def editor_pages(report):
    """Return the URL of every editor page, with content on it."""
    editor_url = f"/editing/reports/{report.slug}/"
    save = {"text": "Training is very dear.", "label": "2.", "voice": "document"}
    locator = (ITEM_TYPES["paragraphs"], "p2")
    save_fields(report, locator, save)
    attachment = make_attachment(report)
    first, second = (
        make_person("Ana Cruz-Reyes"),
        make_person("Ana Cruz Reyes", slug="reyes"),
    )
    return [
        *("/editing/", "/editing/new/", "/editing/alike/", "/editing/trail/"),
        f"/editing/alike/person/{first.slug}/{second.slug}/",
        *(
            editor_url,
            f"{editor_url}about/",
            f"{editor_url}paragraphs/p2/",
            f"{editor_url}paragraphs/p1/",
        ),
        *(f"{editor_url}sessions/session-1/", f"{editor_url}recommendations/3.1/"),
        f"{editor_url}parts/{report.parts.first().pk}/",
        *(f"{editor_url}people/ana-cruz/", f"{editor_url}add/recommendations/"),
        *(f"{editor_url}add/people/", f"{editor_url}add/annexes/"),
        *(f"{editor_url}revisions/", f"{editor_url}revisions/1/", f"{editor_url}revisions/1/2/"),
        *(f"{editor_url}table/{slug}/" for slug in ("recommendations", "paragraphs", "people")),
        *(f"{editor_url}attachments/", f"{editor_url}attachments/{attachment.pk}/"),
        *("/accounts/2fa/", "/accounts/sessions/", "/accounts/notices/", "/accounts/logout/"),
        "/editing/alerts/",
        "/editing/status/",
    ]


@pytest.mark.once
def test_editor_pages_pass_axe_and_fit_the_window_in_every_look(scripted_page):
    make_account("ada", "administrator", password=PASSWORD)
    sign_in(scripted_page, "ada")
    scripted_page.set_input_files("#file", SEMINAR_FILE)
    scripted_page.click("form[data-upload] button")
    scripted_page.wait_for_url("**/editing/imports/*/")
    workbench_url = scripted_page.url
    report = Report.objects.get(title="ARF Seminar on Skills")
    pages = (
        "/editing/imports/",
        *(workbench_url, f"{workbench_url}?part=all", f"{workbench_url}?ticked=all"),
        *editor_pages(report),
    )

    assert find_faults(scripted_page, pages) == []


def test_a_rejected_upload_with_script_shows_the_error_and_another_file_can_be_sent(
    chromium, live_server
):
    # A rejected upload is an error on the browser console, so this page tolerates messages.
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    sign_in(page)

    page.set_input_files("#file", {**SEMINAR_FILE, "buffer": b"a\0b"})
    page.click("form[data-upload] button")
    page.wait_for_selector("#fault")
    assert "contains NUL bytes" in page.locator("#fault").inner_text()

    page.set_input_files("#file", SEMINAR_FILE)
    page.click("form[data-upload] button")
    page.wait_for_url("**/editing/imports/*/")
    context.close()
