"""The portal in a real browser, without script."""

import pytest
from django.core.management import call_command

SLUG = "arf-workshop-security-stability-international-migration-2015"
PAGES = [
    "/",
    "/reports/",
    f"/reports/{SLUG}/",
    f"/reports/{SLUG}/participants/",
    f"/reports/{SLUG}/sessions/session-1/",
    "/recommendations/",
    "/recommendations/?level=regional&theme=workers-rights",
    f"/recommendations/{SLUG}/21.C.3.b/",
    "/contributions/",
    "/speakers/",
    "/speakers/song-jiyong/",
    "/organizations/",
    "/organizations/iom/",
    "/themes/",
    "/themes/recruitment/",
    "/instruments/",
    "/instruments/asean-declaration-migrant-workers-2007/",
    "/api/",
]


@pytest.fixture(autouse=True)
def _seeds(transactional_db):
    call_command("load_seeds", verbosity=0)


def test_a_newcomer_walks_from_a_level_to_who_said_it(page):
    page.goto("/")
    page.click("text=Bilateral")
    assert page.locator(".total strong").inner_text() == "6 recommendations"

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


def test_no_page_is_wider_than_a_small_screen(page):
    page.set_viewport_size({"width": 390, "height": 800})
    wide = []
    for address in PAGES:
        assert page.goto(address).status == 200
        right = [box["x"] + box["width"] for box in boxes(page)]
        wide += [address for edge in right if edge > 391]

    assert wide == []


def boxes(page):
    parts = page.locator(
        "h1, h2, .text, .card, .figures li, .search, .facet, .register li"
    )
    return [box for part in parts.all() if (box := part.bounding_box())]
