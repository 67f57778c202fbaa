"""In a real browser: languages, keyboard, zoom, print, right to left, and what can be copied."""

import pytest
from django.conf import settings
from django.utils import timezone

from reports.models import Report
from tests.harness.browser import IS_EVERY_LOOK, LOOKS, find_faults
from tests.harness.public_pages import FIRST_REPORT, PAGES

REPORT = f"/reports/{FIRST_REPORT}/"
# Screenshot sizes; screenshots of every kind of page are kept with the test run.
PICTURES = {"wide": (1280, 900), "narrow": (390, 844)}

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("_seeds")]


def test_changing_the_language_without_script_stays_on_the_page(page):
    page.goto("/recommendations/?level=regional")
    page.click("text=Bahasa Indonesia")

    assert page.url.endswith("/recommendations/?level=regional")
    assert page.locator("h1").inner_text() == "Rekomendasi"
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.locator(".card .text").first.get_attribute("lang") == "en"

    page.click("text=English")

    assert page.locator("h1").inner_text() == "Recommendations"


def test_keyboard_focus_is_visible_on_the_way_to_a_recommendation(page):
    page.goto("/")
    unseen = []
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    while focused.get_attribute("class") != "level-bilateral":
        if not is_seen(focused):
            unseen.append(focused.inner_text())
        page.keyboard.press("Tab")
    assert unseen == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/recommendations/?level=bilateral")
    page.keyboard.press("Tab")

    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the results"
    page.keyboard.press("Enter")
    assert page.url.endswith("#results")


def is_seen(focused):
    style = focused.evaluate("one => getComputedStyle(one).outlineStyle")
    box = focused.bounding_box()
    return style == "solid" and box["width"] > 0 and box["x"] + box["width"] > 0


def test_no_page_is_wider_than_the_window_at_200_percent_zoom(scripted_page):
    scripted_page.set_viewport_size({"width": 640, "height": 450})
    widths = {}
    for path in PAGES:
        scripted_page.goto(path)
        widths[path] = scripted_page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(PAGES, 640)


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_pages_in_every_language_pass_axe_and_fit_a_320_pixel_screen(scripted_page, language):
    scripted_page.set_extra_http_headers({"Accept-Language": language})
    looks = {"narrow": LOOKS["narrow"]}
    home = ("/",) if IS_EVERY_LOOK else ()

    assert find_faults(scripted_page, (*home, "/recommendations/", REPORT), looks) == []


def test_a_printed_report_hides_navigation_and_outline(page):
    page.goto(REPORT)
    page.emulate_media(media="print")

    visible = {
        part: page.locator(part).first.is_visible()
        for part in (
            "h1",
            "#p7 .text",
            ".masthead-name",
            ".masthead nav ul",
            ".outline",
        )
    }
    assert visible == {
        "h1": True,
        "#p7 .text": True,
        ".masthead-name": True,
        ".masthead nav ul": False,
        ".outline": False,
    }


def test_links_and_quotations_are_copied_with_their_source(scripted_page):
    context = scripted_page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    scripted_page.goto(REPORT)
    title = Report.objects.get().title

    copied = []
    for passage in ("#p21", "#r-21\\.C\\.2"):
        menu = scripted_page.locator(f"{passage} .copy").first
        menu.locator("summary").click()
        for label in ("Copy the link", "Copy the quotation"):
            menu.locator(f"text={label}").click()
            copied.append(
                scripted_page.evaluate("navigator.clipboard.readText()").replace(
                    scripted_page.url.removesuffix(REPORT), ""
                )
            )

    text = "Standardize recruitment practices and costs"
    url = f"/recommendations/{FIRST_REPORT}/21.C.2/"
    assert copied[0] == f"{REPORT}#p21"
    assert copied[1].endswith(f"” ({title}, 2015, Paragraph 21, {REPORT}#p21)")
    assert copied[2:] == [url, f"“{text}” ({title}, 2015, 21.C.2, {url})"]


def test_a_reference_is_copied_with_the_reader_s_day_of_access(scripted_page):
    scripted_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = []
    for path in (f"{REPORT}paragraphs/p10/", f"{REPORT}paragraphs/p10/cite/", f"{REPORT}v/1/"):
        scripted_page.goto(path)
        if not path.endswith("cite/"):
            scripted_page.click("text=How to cite")
        scripted_page.click(".reference-text + button >> nth=0")
        copied.append(scripted_page.evaluate("navigator.clipboard.readText()"))

    day = timezone.localdate()
    accessed = f" (accessed {day.day} {day:%B %Y})."
    assert [text.endswith(accessed) for text in copied] == [True] * 3
    # Once, and as the page of styles prints it.
    assert copied[0] == copied[1]


# For the eyes of developers: `make test-slow` makes them.
@pytest.mark.slow
@pytest.mark.parametrize("size", PICTURES)
def test_a_screenshot_of_every_kind_of_page_is_saved(page, size):
    width, height = PICTURES[size]
    folder = settings.DATA_DIR / "pictures" / size
    page.set_viewport_size({"width": width, "height": height})
    for number, path in enumerate(PAGES):
        page.goto(path)
        page.screenshot(path=folder / f"{number:02}.png", full_page=True)

    saved = sorted(file.name for file in folder.iterdir())
    assert saved == [f"{number:02}.png" for number in range(len(PAGES))]
