"""The editors' pages in a real browser: without script, without a mouse, on a small screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.core.management import call_command

from portal.desk import saves
from portal.desk.pieces import PLACES
from portal.history.saving import Saving
from portal.importing.check import faults_of
from reports.models import Report
from tests.builders import make_account, make_person
from tests.test_browser import LOOKS, PASSWORD, RULES

TEXT = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people.

Session 1: Training

2. Training is dear.
3. Participants recommended to:
- train more;
- ask employers.

7

Thank you.
"""
FILE = {"name": "seminar.txt", "mimeType": "text/plain", "buffer": TEXT}


@pytest.fixture(autouse=True)
def _seeds(transactional_db):
    call_command("load_seeds", verbosity=0)
    make_account("ana", "editor", password=PASSWORD)
    make_account("rita", "reviewer", password=PASSWORD)


def sign_in(page, name="ana", path="/editing/imports/"):
    page.goto(path)
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.press("#id_password", "Enter")


def sign_out(page):
    page.goto("/accounts/logout/")
    press(page, "Sign out")


def press(page, words):
    """Press a button from the keyboard."""
    button = page.get_by_role("button", name=words).first
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow(page, words):
    """Follow a link from the keyboard."""
    link = page.get_by_role("link", name=words).first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def correct(page, words):
    follow(page, f"Correct this {words}")


def tick(page, words):
    page.get_by_label(words).first.focus()
    page.keyboard.press("Space")


def said(page):
    return page.locator(".said").inner_text()


def test_a_report_is_imported_corrected_published_and_restored_from_the_keyboard_without_script(
    page,
):
    sign_in(page)
    page.set_input_files("#file", FILE)
    press(page, "Send")
    assert page.locator("h1").inner_text() == "ARF Seminar on Skills"
    bench = f"{page.url}?part=all"
    for step in (change_the_speaker, split_and_undo, discard_the_last):
        page.goto(bench)
        step(page)
    report = Report.objects.get(title="ARF Seminar on Skills")
    desk = f"/editing/reports/{report.slug}/"
    for step in (change_a_level, preview_the_summary, submit):
        page.goto(desk)
        step(page)
    publish_as_rita(page, desk)

    report.refresh_from_db()
    assert report.status == "published"
    assert faults_of(report) == []
    assert report.recommendations.get(reference="3.1").level == "regional"
    (spoken,) = report.paragraphs.get(number="1").contributions.all()
    assert spoken.participation.position == "Head of Training"
    restore_the_first(page, desk)
    draft = report.next_draft
    first, last = report.revisions.get(number=1), report.revisions.newest_first()[0]
    assert (last.number, last.sha256) == (draft.version, first.sha256)
    assert report.recommendations.get(reference="3.1").level == "regional"


def change_a_level(page):
    follow(page, "Edit 3.1")
    page.get_by_label("Level").focus()
    page.select_option("#id_level", "regional")
    page.fill("#comment", "Said in the closing session.")
    press(page, "Save")
    assert said(page) == "Saved."


def preview_the_summary(page):
    follow(page, "Edit title, days, place, summary")
    page.fill("#id_summary", "**Dear** to all.")
    press(page, "Preview the summary")
    assert page.locator("[aria-label=Preview] strong").inner_text() == "Dear"
    press(page, "Save")
    assert page.locator(".card strong").inner_text() == "Dear"


def submit(page):
    tick(page, "may stay open")
    press(page, "Send to review")
    assert "is in review now." in said(page)


def publish_as_rita(page, desk):
    sign_out(page)
    sign_in(page, "rita", desk)
    press(page, "Publish")
    assert "is published now." in said(page)


def restore_the_first(page, desk):
    page.goto(desk)
    press(page, "Begin the next version")
    follow(page, "History")
    follow(page, "1")
    page.fill("#comment", "The import was right.")
    press(page, "Restore it")
    assert "The report says what revision 1 says." in said(page)


def test_a_session_that_has_ended_gives_back_what_was_typed(page):
    sign_in(page)
    page.set_input_files("#file", FILE)
    press(page, "Send")
    report = Report.objects.get(title="ARF Seminar on Skills")
    page.goto(f"/editing/reports/{report.slug}/paragraphs/p2/")
    page.fill("#id_text", "Training is dear, and worth it.")
    Session.objects.all().delete()

    press(page, "Save")
    page.fill("#id_login", "ana")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.press("#id_password", "Enter")

    assert "You had been signed out." in page.locator("[role=alert]").inner_text()
    assert page.input_value("#id_text") == "Training is dear, and worth it."
    press(page, "Save")
    assert report.paragraphs.get(anchor="p2").text == "Training is dear, and worth it."


def change_the_speaker(page):
    correct(page, "paragraph: Ms. Ana Cruz")
    press(page, "Take off")
    correct(page, "paragraph: Ms. Ana Cruz")
    page.fill("#printed-speaker", "Ms. Anna Cruz")
    press(page, "Find whom it may mean")
    page.fill("#position", "Head of Training")
    press(page, "Let speak here")
    assert "Ms. Anna Cruz speaks here." in said(page)


def split_and_undo(page):
    correct(page, "paragraph: Ms. Ana Cruz")
    tick(page, "Skills travel with people.")
    press(page, "Split")
    press(page, "Undo")
    assert "Joined to the piece before." in said(page)


def discard_the_last(page):
    correct(page, "paragraph: Thank you.")
    page.select_option("#to", "discard")
    page.fill("#reason", "courtesy")
    press(page, "Change")


def test_with_script_the_progress_is_shown_and_the_bench_opens(scripted_page):
    sign_in(scripted_page)
    scripted_page.set_input_files("#file", FILE)
    scripted_page.click("form[data-upload] button")
    scripted_page.wait_for_url("**/editing/imports/*/")

    assert "is read:" in scripted_page.locator(".said").inner_text()


def desk_pages(report):
    """Return the address of every page of the desk, with something on it."""
    desk = f"/editing/reports/{report.slug}/"
    save = {"text": "Training is very dear.", "label": "2.", "voice": "document"}
    where = (PLACES["paragraphs"], "p2")
    saves.save(report, where, save, Saving(report.version))
    one, other = (
        make_person("Ana Cruz-Reyes"),
        make_person("Ana Cruz Reyes", slug="reyes"),
    )
    return [
        *("/editing/", "/editing/new/", "/editing/alike/", "/editing/trail/"),
        f"/editing/alike/person/{one.slug}/{other.slug}/",
        *(desk, f"{desk}about/", f"{desk}paragraphs/p2/", f"{desk}paragraphs/p1/"),
        *(f"{desk}sessions/session-1/", f"{desk}recommendations/3.1/"),
        *(f"{desk}people/ana-cruz/", f"{desk}add/recommendations/"),
        *(f"{desk}add/people/", f"{desk}add/annexes/"),
        *(f"{desk}revisions/", f"{desk}revisions/1/", f"{desk}revisions/1/2/"),
        *("/accounts/2fa/", "/accounts/sessions/", "/accounts/logout/"),
    ]


@pytest.mark.appearance
@pytest.mark.parametrize("look", LOOKS)
def test_no_editors_page_breaks_a_rule_of_accessibility(scripted_page, look):
    scripted_page.emulate_media(color_scheme=look)
    scripted_page.set_viewport_size({"width": LOOKS[look], "height": 800})
    make_account("ada", "administrator", password=PASSWORD)
    sign_in(scripted_page, "ada")
    scripted_page.set_input_files("#file", FILE)
    scripted_page.click("form[data-upload] button")
    scripted_page.wait_for_url("**/editing/imports/*/")
    bench = scripted_page.url
    report = Report.objects.get(title="ARF Seminar on Skills")
    pieces = [
        f"paragraph-{report.paragraphs.first().pk}",
        f"recommendation-{report.recommendations.first().pk}",
        f"heading-{report.sessions.first().pk}",
    ]
    broken = []
    for path in (
        "/editing/imports/",
        f"{bench}?part=all",
        *(f"{bench}pieces/{key}/?printed=Ana+Cruz" for key in pieces),
        *desk_pages(report),
    ):
        assert scripted_page.goto(path).status == 200
        found = Axe().run(scripted_page, options={"runOnly": RULES}).response
        broken += [
            (path, rule["id"], *node["target"])
            for rule in found["violations"]
            for node in rule["nodes"]
        ]
        if LOOKS[look] == 320:
            width = scripted_page.evaluate("document.documentElement.scrollWidth")
            assert (path, width) == (path, 320)

    assert broken == []


def test_with_script_a_refusal_is_shown_at_the_form_and_another_file_can_be_sent(
    chromium, live_server
):
    # What is refused is an error to the browser's console, so this page tolerates messages.
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    sign_in(page)

    page.set_input_files("#file", {**FILE, "buffer": b"a\0b"})
    page.click("form[data-upload] button")
    page.wait_for_selector("#fault")
    assert "holds NUL bytes" in page.locator("#fault").inner_text()

    page.set_input_files("#file", FILE)
    page.click("form[data-upload] button")
    page.wait_for_url("**/editing/imports/*/")
    context.close()
