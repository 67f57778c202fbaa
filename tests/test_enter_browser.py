"""Enter saves on the desk, in a real browser."""

from reports.models import Report
from tests.test_editing_browser import FILE, _seeds, press, sign_in

__all__ = ["_seeds"]


def test_enter_saves_in_every_field_of_every_form_of_the_desk(page):
    sign_in(page)
    page.set_input_files("#file", FILE)
    press(page, "Send")
    report = Report.objects.get(title="ARF Seminar on Skills")
    about = f"/editing/reports/{report.slug}/about/"
    desk = f"/editing/reports/{report.slug}/"
    places = [about]
    for link in ("sessions", "paragraphs", "recommendations", "people"):
        page.goto(desk)
        found = page.locator(f"a[href^='{desk}{link}/']").first
        places.append(found.get_attribute("href"))
    fields = "form:has(button[value=save]) input:not([type]), form:has(button[value=save]) input[type=text]"
    for place in places:
        page.goto(place)
        number = page.locator(fields).count()
        assert number > 1
        for which in range(number):
            page.goto(place)
            field = page.locator(fields).nth(which)
            field.focus()
            with page.expect_navigation():
                field.press("Enter")
            assert (place, "Saved." in page.inner_text("main")) == (place, True)
