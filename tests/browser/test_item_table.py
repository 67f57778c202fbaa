"""The tables of a report in a real browser: few clicks, with and without script."""

import pytest

from reports.models import Report
from tests.builders.imported_reports import import_text
from tests.harness.editor_pages import press_button, sign_in

pytestmark = pytest.mark.usefixtures("_editors")


class CountedClicks:
    """A page on which every click, and every choice from a list, is counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, locator):
        self.count += 1
        locator.click()

    def choose(self, label, choice):
        self.count += 1
        self.page.get_by_label(label, exact=True).select_option(label=choice)


def make_report():
    points = "".join(f"- train {number} more people;\n" for number in range(205))
    return import_text(f"ARF Seminar\n10 March 2019\n\n1. Participants recommended to:\n{points}")


def set_all_levels(page, report, tick_all):
    sign_in(page, path=f"/editing/reports/{report.slug}/")
    clicks = CountedClicks(page)

    clicks.click(page.locator("main").get_by_role("link", name="Recommendations", exact=True))
    clicks.click(tick_all)
    clicks.choose("Level", "Regional")
    clicks.click(page.get_by_role("button", name="Set level"))

    assert "The level of 205 recommendations was set." in page.locator(".message").inner_text()
    assert set(report.recommendations.values_list("level", flat=True)) == {"regional"}
    assert Report.objects.get(pk=report.pk).version == 2
    return clicks.count


def test_the_level_of_205_recommendations_is_set_with_four_clicks(scripted_page):
    tick_all = scripted_page.get_by_role("checkbox", name="Tick all", exact=True)

    assert set_all_levels(scripted_page, make_report(), tick_all) == 4


def test_the_level_of_205_recommendations_is_set_with_four_clicks_without_script(page):
    report = make_report()
    tick_all = page.get_by_role("button", name="Tick all", exact=True)

    assert set_all_levels(page, report, tick_all) == 4
    press_button(page, "Undo")
    assert set(report.recommendations.values_list("level", flat=True)) == {""}


def test_a_box_ticks_all_under_its_heading_and_the_shift_key_all_between(scripted_page):
    page, report = scripted_page, make_report()
    sign_in(page, path=f"/editing/reports/{report.slug}/table/recommendations/")
    rows, count = page.locator("input[name=row]"), page.locator("[data-tick-count]")

    rows.nth(3).click()
    rows.nth(9).click(modifiers=["Shift"])
    assert count.inner_text() == "7 ticked"
    heading = page.get_by_role("checkbox", name="Tick all under this heading")
    assert heading.evaluate("box => box.indeterminate")
    heading.click()
    assert count.inner_text() == "205 ticked"
    heading.click()
    assert count.inner_text() == "0 ticked"


def test_the_bar_stays_in_view(page):
    report = make_report()
    sign_in(page, path=f"/editing/reports/{report.slug}/table/recommendations/")

    box = page.get_by_role("button", name="Set level").bounding_box()

    assert 0 < box["y"] < page.viewport_size["height"]


def test_ticks_survive_a_search_without_script(page):
    report = make_report()
    sign_in(page, path=f"/editing/reports/{report.slug}/table/recommendations/")
    page.locator("input[name=row]").nth(2).check()
    page.locator("summary", has_text="Addressed to").click()
    page.fill("#find-addressees", "Thailand")
    press_button(page, "Find for Addressed to")
    assert page.locator("input[name=row]:checked").count() == 1

    page.get_by_label("Thailand", exact=True).check()
    press_button(page, "Change addressed to")

    assert "The addressees of 1 recommendation were set." in page.locator(".message").inner_text()
    organizations = report.recommendations.get(position=3).organizations_in_role("addressee")
    assert [organization.name for organization in organizations] == ["Thailand"]
