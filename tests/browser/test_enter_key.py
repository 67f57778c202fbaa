"""Enter saves editor forms, in a real browser."""

import pytest

from reports.models import Report
from tests.harness.editor_pages import SEMINAR_FILE, press_button, sign_in

pytestmark = pytest.mark.usefixtures("_editors")


def test_enter_saves_in_every_text_field_of_every_editor_form(page):
    sign_in(page)
    page.set_input_files("#file", SEMINAR_FILE)
    press_button(page, "Import")
    report = Report.objects.get(title="ARF Seminar on Skills")
    about = f"/editing/reports/{report.slug}/about/"
    editor_url = f"/editing/reports/{report.slug}/"
    urls = [about]
    for link in ("sessions", "paragraphs", "recommendations", "people"):
        page.goto(editor_url)
        first_link = page.locator(f"a[href^='{editor_url}{link}/']").first
        urls.append(first_link.get_attribute("href"))
    fields = "form:has(button[value=save]) input:not([type]), form:has(button[value=save]) input[type=text]"
    for url in urls:
        page.goto(url)
        number = page.locator(fields).count()
        assert number > 1
        for which in range(number):
            page.goto(url)
            field = page.locator(fields).nth(which)
            field.focus()
            with page.expect_navigation():
                field.press("Enter")
            assert (url, "Saved." in page.inner_text("main")) == (url, True)
