"""Actions of editors in a browser: signing in, uploading a file, pressing a button."""

from tests.builders.records import PASSWORD
from tests.builders.seminar_texts import SEMINAR_WITH_SMALL_TALK

SEMINAR_FILE = {
    "name": "seminar.txt",
    "mimeType": "text/plain",
    "buffer": SEMINAR_WITH_SMALL_TALK,
}


def sign_in(page, name="ana", path="/editing/imports/"):
    page.goto(path)
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.press("#id_password", "Enter")


def press_button(page, words):
    """Press a button from the keyboard."""
    button = page.get_by_role("button", name=words).first
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
