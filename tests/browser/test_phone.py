"""On a phone, without script: menu, filters and contents are sheets, and the text comes first."""

import pytest

from tests.harness.public_pages import FIRST_REPORT

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
REPORT = f"/reports/{FIRST_REPORT}/"

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("_seeds")]


def is_on_first_screen(page, element):
    box = element.bounding_box()
    # Its first lines.
    return box["y"] + min(box["height"] / 4, 40) < page.viewport_size["height"]


def test_a_filter_is_changed_with_two_taps_and_its_results_are_in_view(page):
    page.set_viewport_size(PHONE)
    page.goto("/statements/")
    filters = page.locator("#filters")
    assert not filters.is_visible()

    page.click("text=Filters")
    assert filters.is_visible()
    filters.get_by_text("Recruitment", exact=True).click()

    page.wait_for_url("**/statements/?theme=recruitment")
    assert not filters.is_visible()
    assert is_on_first_screen(page, page.locator(".card").first)


def test_the_sheet_of_filters_closes_over_the_results_that_it_announces(page):
    page.set_viewport_size(PHONE)
    page.goto("/statements/?theme=recruitment")
    page.click("text=Filters")

    page.click("text=Show 5 results")

    assert not page.locator("#filters").is_visible()


def test_the_menu_opens_over_the_page(page):
    page.set_viewport_size(PHONE)
    page.goto("/statements/")
    assert not page.get_by_role("link", name="Themes").is_visible()

    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Themes").click()

    page.wait_for_url("**/themes/")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_report_opens_with_its_text_on_the_first_screen(page, size):
    page.set_viewport_size(size)
    page.goto(REPORT)

    assert is_on_first_screen(page, page.locator(".read .paragraph .text").first)


def test_the_heading_of_the_session_being_read_stays_in_view_on_a_phone(page):
    page.set_viewport_size(PHONE)
    page.goto(f"{REPORT}#p8")

    box = page.locator("#session-1 > h2").bounding_box()
    assert 0 <= box["y"] < PHONE["height"] / 4


def test_the_first_result_is_few_tab_stops_away(page):
    page.set_viewport_size(DESKTOP)
    page.goto("/recommendations/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    stops = 2
    page.keyboard.press("Tab")
    while not page.locator(".card :focus").count():
        page.keyboard.press("Tab")
        stops += 1

    assert stops <= 15
