"""The editors' pages in a real browser: without script, without a mouse, on a small screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core.management import call_command

from portal.importing.check import faults_of
from reports.models import Report
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
    User.objects.create_superuser("ana", password=PASSWORD)


def sign_in(page):
    page.goto("/editing/imports/")
    page.fill("#id_username", "ana")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.press("#id_password", "Enter")


def press(page, words):
    """Press a button from the keyboard."""
    button = page.get_by_role("button", name=words).first
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def correct(page, words):
    link = page.get_by_role("link", name=f"Correct this {words}").first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_report_is_sent_corrected_and_approved_from_the_keyboard_without_script(page):
    sign_in(page)
    page.set_input_files("#file", FILE)
    press(page, "Send")
    assert page.locator("h1").inner_text() == "ARF Seminar on Skills"
    bench = f"{page.url}?part=all"

    for step in (
        change_the_speaker,
        split_and_undo,
        discard_the_last,
        set_a_level,
        approve,
    ):
        page.goto(bench)
        step(page)

    report = Report.objects.get(title="ARF Seminar on Skills")
    assert report.status == "in_review"
    assert faults_of(report) == []
    assert report.recommendations.get(reference="3.1").level == "regional"
    (said,) = report.paragraphs.get(number="1").contributions.all()
    assert said.participation.position == "Head of Training"


def change_the_speaker(page):
    correct(page, "paragraph: Ms. Ana Cruz")
    press(page, "Take off")
    correct(page, "paragraph: Ms. Ana Cruz")
    page.fill("#printed-speaker", "Ms. Anna Cruz")
    press(page, "Find whom it may mean")
    page.fill("#position", "Head of Training")
    press(page, "Let speak here")
    assert "Ms. Anna Cruz speaks here." in page.locator(".said").inner_text()


def split_and_undo(page):
    correct(page, "paragraph: Ms. Ana Cruz")
    page.get_by_label("Skills travel with people.").focus()
    page.keyboard.press("Space")
    press(page, "Split")
    press(page, "Undo")
    assert "Joined to the piece before." in page.locator(".said").inner_text()


def discard_the_last(page):
    correct(page, "paragraph: Thank you.")
    page.select_option("#to", "discard")
    page.fill("#reason", "courtesy")
    press(page, "Change")


def set_a_level(page):
    page.get_by_label("3.1").focus()
    page.keyboard.press("Space")
    page.select_option("#level", "regional")
    press(page, "Set level")


def approve(page):
    page.get_by_label("may stay open").focus()
    page.keyboard.press("Space")
    press(page, "Send to review")


def test_with_script_the_progress_is_shown_and_the_bench_opens(scripted_page):
    sign_in(scripted_page)
    scripted_page.set_input_files("#file", FILE)
    scripted_page.click("form[data-upload] button")
    scripted_page.wait_for_url("**/editing/imports/*/")

    assert "is read:" in scripted_page.locator(".said").inner_text()


@pytest.mark.appearance
@pytest.mark.parametrize("look", LOOKS)
def test_no_editors_page_breaks_a_rule_of_accessibility(scripted_page, look):
    scripted_page.emulate_media(color_scheme=look)
    scripted_page.set_viewport_size({"width": LOOKS[look], "height": 800})
    sign_in(scripted_page)
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
