"""In a real browser: languages, keyboard, zoom, print, right to left, and what can be copied."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command

from reports.models import Report
from tests.test_browser import PAGES, RULES, SLUG

REPORT = f"/reports/{SLUG}/"
# A page of every kind, wide and narrow, to be looked at beside the run.
PICTURES = {"wide": (1280, 900), "narrow": (390, 844)}

pytestmark = pytest.mark.appearance


@pytest.fixture(autouse=True)
def _seeds(transactional_db):
    call_command("load_seeds", verbosity=0)


def test_a_reader_changes_the_language_without_script_and_stays_on_the_page(page):
    page.goto("/recommendations/?level=regional")
    page.click("text=Bahasa Indonesia")

    assert page.url.endswith("/recommendations/?level=regional")
    assert page.locator("h1").inner_text() == "Rekomendasi"
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.locator(".card .text").first.get_attribute("lang") == "en"

    page.click("text=English")

    assert page.locator("h1").inner_text() == "Recommendations"


def test_a_reader_without_a_mouse_sees_where_he_is_on_the_way_to_a_recommendation(page):
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
    assert skip.inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def is_seen(focused):
    style = focused.evaluate("one => getComputedStyle(one).outlineStyle")
    box = focused.bounding_box()
    return style == "solid" and box["width"] > 0 and box["x"] + box["width"] > 0


def test_a_page_at_twice_its_size_is_no_wider_than_the_window(scripted_page):
    scripted_page.set_viewport_size({"width": 640, "height": 450})
    widths = {}
    for path in PAGES:
        scripted_page.goto(path)
        widths[path] = scripted_page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(PAGES, 640)


def test_a_page_read_from_right_to_left_breaks_nothing(scripted_page):
    scripted_page.set_viewport_size({"width": 320, "height": 800})
    broken = []
    for path in PAGES:
        scripted_page.goto(path)
        scripted_page.evaluate("document.documentElement.dir = 'rtl'")
        found = Axe().run(scripted_page, options={"runOnly": RULES}).response
        width = scripted_page.evaluate("document.documentElement.scrollWidth")
        broken += [(path, one["id"]) for one in found["violations"]]
        broken += [(path, width)] if width > 320 else []

    assert broken == []


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_a_page_in_every_language_breaks_no_rule_and_no_line(scripted_page, language):
    scripted_page.set_extra_http_headers({"Accept-Language": language})
    scripted_page.set_viewport_size({"width": 320, "height": 800})
    broken = []
    for path in ("/", "/recommendations/", REPORT):
        scripted_page.goto(path)
        found = Axe().run(scripted_page, options={"runOnly": RULES}).response
        width = scripted_page.evaluate("document.documentElement.scrollWidth")
        broken += [(path, one["id"]) for one in found["violations"]]
        broken += [(path, width)] if width > 320 else []

    assert broken == []


def test_a_printed_report_is_the_report_and_nothing_around_it(page):
    page.goto(REPORT)
    page.emulate_media(media="print")

    shown = {
        part: page.locator(part).first.is_visible()
        for part in (
            "h1",
            "#p7 .text",
            ".masthead-name",
            ".masthead nav ul",
            ".outline",
        )
    }
    assert shown == {
        "h1": True,
        "#p7 .text": True,
        ".masthead-name": True,
        ".masthead nav ul": False,
        ".outline": False,
    }


def test_a_passage_is_copied_with_where_it_stands(scripted_page):
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
    address = f"/recommendations/{SLUG}/21.C.2/"
    assert copied[0] == f"{REPORT}#p21"
    assert copied[1].endswith(f"” ({title}, 2015, Paragraph 21, {REPORT}#p21)")
    assert copied[2:] == [address, f"“{text}” ({title}, 2015, 21.C.2, {address})"]


@pytest.mark.parametrize("size", PICTURES)
def test_every_kind_of_page_is_kept_as_a_picture_of_the_run(page, size):
    width, height = PICTURES[size]
    folder = settings.DATA_DIR / "pictures" / size
    page.set_viewport_size({"width": width, "height": height})
    for number, path in enumerate(PAGES):
        page.goto(path)
        page.screenshot(path=folder / f"{number:02}.png", full_page=True)

    kept = sorted(file.name for file in folder.iterdir())
    assert kept == [f"{number:02}.png" for number in range(len(PAGES))]
