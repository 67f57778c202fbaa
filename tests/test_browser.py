"""The portal in a real browser: readers need no script, and the administration breaks no rule."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core.management import call_command

from reports.models import Instrument, Organization, Person, Theme
from tests.admin_pages import address

SLUG = "arf-workshop-security-stability-international-migration-2015"
PAGES = [
    "/",
    "/reports/",
    f"/reports/{SLUG}/",
    f"/reports/{SLUG}/participants/",
    f"/reports/{SLUG}/sessions/session-1/",
    f"/reports/{SLUG}/v/1/",
    "/recommendations/",
    "/recommendations/?level=regional&theme=workers-rights",
    f"/recommendations/{SLUG}/21.C.3.b/",
    "/contributions/",
    "/speakers/",
    "/speakers/song-jiyong/",
    "/organizations/",
    "/organizations/iom/",
    "/organizations/asean-member-states/",
    "/themes/",
    "/themes/recruitment/",
    "/instruments/",
    "/instruments/asean-declaration-migrant-workers-2007/",
    "/search/?q=recruitment+fees",
    "/recommendations/?q=recruitmennt",
    "/recommendations/theme/",
    "/api/",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The reader's colours, and how wide the window is.
LOOKS = {"light": 1280, "dark": 1280, "no-preference": 320}
PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account


@pytest.fixture(autouse=True)
def _seeds(transactional_db):
    call_command("load_seeds", verbosity=0)


def test_a_newcomer_walks_from_a_level_to_who_said_it(page):
    page.goto("/")
    page.click("text=Bilateral")
    assert page.locator(".total strong").inner_text().strip() == "6 recommendations"

    page.click(".card .reference >> nth=2")
    assert page.locator("h1").inner_text() == "Recommendation 21.B.3"

    page.click("aside >> text=Paragraph 21")
    assert page.url.endswith(f"/reports/{SLUG}/#r-21.B.3")

    page.click("#p6 .speaker a >> nth=0")
    assert page.locator("h1").inner_text() == "Andrew Bruce"

    page.click("text=International Organization for Migration >> nth=0")
    assert (
        page.locator("h1").inner_text()
        == "International Organization for Migration (IOM)"
    )


@pytest.mark.appearance
def test_no_page_is_wider_than_a_small_screen(page):
    page.set_viewport_size({"width": 390, "height": 800})
    wide = []
    for path in PAGES:
        assert page.goto(path).status == 200
        right = [box["x"] + box["width"] for box in boxes(page)]
        wide += [path for edge in right if edge > 391]

    assert wide == []


def boxes(page):
    parts = page.locator(
        "h1, h2, .text, .card, .figures li, .search, .facet, .register li"
    )
    return [box for part in parts.all() if (box := part.bounding_box())]


@pytest.mark.appearance
@pytest.mark.parametrize("look", LOOKS)
def test_no_page_breaks_a_rule_of_accessibility(scripted_page, look):
    scripted_page.emulate_media(color_scheme=look)
    scripted_page.set_viewport_size({"width": LOOKS[look], "height": 800})
    broken = []
    for path in PAGES:
        assert scripted_page.goto(path).status == 200
        found = Axe().run(scripted_page, options={"runOnly": RULES}).response
        broken += [
            (path, rule["id"], *node["target"])
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    assert broken == []


@pytest.mark.appearance
def test_a_page_is_as_wide_as_the_smallest_screen(scripted_page):
    scripted_page.set_viewport_size({"width": 320, "height": 800})
    widths = {}
    for path in PAGES:
        scripted_page.goto(path)
        widths[path] = scripted_page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(PAGES, 320)


def test_the_administration_works_under_the_rules_of_its_own_headers(scripted_page):
    User.objects.create_superuser("ana", password=PASSWORD)
    scripted_page.goto("/admin/")
    scripted_page.fill("#id_login", "ana")
    scripted_page.fill("#id_password", PASSWORD)
    scripted_page.click("[type=submit]")
    records = [
        Person.objects.first(),
        Organization.objects.first(),
        Theme.objects.first(),
        Instrument.objects.first(),
    ]
    for record in records:
        for which in ("changelist", "add", "change", "history"):
            assert scripted_page.goto(address(record, which)).status == 200

    scripted_page.goto(address(Theme(), "add"))
    scripted_page.click(".field-broader .select2-selection")
    scripted_page.fill(".select2-search__field", "Recruit")
    scripted_page.click(".select2-results__option >> text=Recruitment")

    chosen = scripted_page.locator(".field-broader .select2-selection__rendered")
    assert chosen.inner_text().endswith("Recruitment")


def test_names_are_suggested_while_the_reader_types(scripted_page):
    scripted_page.goto("/search/")

    scripted_page.locator("#q").press_sequentially("pollo")

    option = scripted_page.locator("#suggestions option").first
    option.wait_for(state="attached")
    assert option.get_attribute("value") == "Jackie Pollock"
