"""The offline copy, opened from its folder in a real browser: search, filters, keyboard, axe."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.harness.browser import TRIED_LOOKS, collect_faults, faults_of_look
from tests.harness.offline_copy import exported_first_report
from tests.harness.public_pages import FIRST_REPORT

pytestmark = [pytest.mark.once, pytest.mark.django_db]
# What the site does not have, and pages of it with what the copy adds.
PAGES = (
    *("index", "search", "reports", "recommendations", "statements"),
    *("lists/recommendations/level/regional", "lists/contributions/speaker/song-jiyong"),
    *(f"reports/{FIRST_REPORT}", f"recommendations/{FIRST_REPORT}/21._C.3.b"),
)


# Before the browser starts: from then on Django has another connection.
@pytest.fixture(scope="module", autouse=True)
def copy(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stick") / "copy"
    with exported_first_report(django_db_blocker, folder):
        return folder


@pytest.fixture
def browse(copy, chromium):
    """Return a function that opens a page of the copy; errors and requests for other files fail."""

    @contextmanager
    def open_copy(file, **options):
        context = chromium.new_context(**options)
        page = context.new_page()
        faults = collect_faults(page, copy.as_uri())
        page.goto(f"{copy.as_uri()}/{file}")
        yield page
        context.close()
        assert faults == []

    return open_copy


def numbers_found(page):
    """Return the headings of the results, once they are there."""
    expect(page.locator("[data-results] article").first).to_be_visible()
    return page.locator("[data-results] .reference").all_inner_texts()


def test_a_reader_finds_words_whatever_their_marks_and_endings(browse):
    with browse("index.html") as page:
        page.fill("#q", "RECRUITMÉNT fee")
        page.keyboard.press("Enter")

        expect(page.get_by_role("status")).to_have_text(re.compile(r"Results: \d+"))
        texts = page.locator("[data-results] .text").all_inner_texts()
        assert [
            text for text in texts if not re.search(r"recruitment.*fees?\b", text, re.S | re.I)
        ] == []
        assert "fees" in page.locator("[data-results] mark").all_inner_texts()

        page.locator("[data-results] a.reference").first.click()
        expect(page.locator("h1")).to_be_visible()
        assert "/search.html" not in page.url


def test_filters_by_level_theme_and_organization_narrow_the_results_and_count(browse):
    with browse("recommendations.html") as page:
        level = page.get_by_label("Level")
        expect(level).to_be_visible()
        regional = level.locator("option", has_text="Regional").inner_text()
        level.select_option("regional")
        expect(page.get_by_role("status")).to_have_text(
            "Results: " + regional.removeprefix("Regional (").removesuffix(")")
        )
        theme = page.get_by_label("Theme")
        option = theme.locator("option[value=workers-rights]").inner_text()
        theme.select_option("workers-rights")
        count = re.search(r"\((\d+)\)$", option)[1]
        expect(page.get_by_role("status")).to_have_text(f"Results: {count}")
        assert len(numbers_found(page)) == int(count)

        page.get_by_label("Organization").select_option(index=1)
        page.get_by_label("Organization").select_option("")
        expect(page.get_by_role("status")).to_have_text(f"Results: {count}")
        assert page.url.endswith("#level=regional&theme=workers-rights")
        expect(page.locator("[data-whole-list]")).to_be_hidden()


def test_a_number_of_a_chart_leads_to_the_filtered_list(browse):
    with browse("index.html") as page:
        cell = page.locator(".heatmap td a").first
        count = cell.inner_text()
        cell.click()

        expect(page.get_by_role("status")).to_have_text(f"Results: {count}")


def test_nothing_found_is_said_and_the_way_out_works_by_keyboard(browse):
    with browse("statements.html") as page:
        page.get_by_label("Search statements").last.focus()
        page.keyboard.type("nothingofthekind")
        expect(page.get_by_role("status")).to_have_text(
            "Nothing matches. Remove a filter or use fewer words."
        )

        for _ in range(len("nothingofthekind")):
            page.keyboard.press("Backspace")
        expect(page.locator("[data-whole-list]")).to_be_visible()
        page.keyboard.type("the")
        expect(page.locator("[data-results] button")).to_be_visible()
        shown = len(numbers_found(page))
        page.locator("[data-results] button").press("Enter")

        expect(page.locator("[data-results] .reference").nth(shown)).to_be_focused()


def test_without_script_every_list_is_there_and_links_work(browse):
    with browse("recommendations.html", java_script_enabled=False) as page:
        page.click("summary >> text=Level")
        page.click(".entity-list >> text=Regional")
        page.click(".card .reference >> nth=0")

        assert page.locator("h1").inner_text().startswith("Recommendation 21.C.")


def test_a_page_that_was_copied_alone_says_what_is_missing(chromium, copy, tmp_path):
    (tmp_path / "static").mkdir()
    for file in ("search.html", "static/offline.js", "static/portal.css"):
        (tmp_path / file).write_bytes((copy / file).read_bytes())
    page = chromium.new_context().new_page()
    page.goto((tmp_path / "search.html").as_uri())

    expect(page.get_by_role("status")).to_contain_text("Copy the whole folder again.")
    page.context.close()


# axe is evaluated by the browser's tools, which the policy of a page does not allow otherwise.
def test_pages_pass_axe_and_fit_the_window_in_every_look(browse, copy):
    with browse("index.html", bypass_csp=True) as page:
        faults = []
        for file in PAGES:
            page.goto(f"{copy.as_uri()}/{file}.html")
            for name, look in TRIED_LOOKS.items():
                faults += [(file, name, *fault) for fault in faults_of_look(page, look)]

        page.goto(f"{copy.as_uri()}/search.html#q=migrant&level=regional")
        numbers_found(page)
        for name, look in TRIED_LOOKS.items():
            faults += [("results", name, *fault) for fault in faults_of_look(page, look)]

        assert faults == []
