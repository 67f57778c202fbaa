"""Public pages and the admin in a real browser: without script, accessible, on small screens."""

import pytest
from django.contrib.auth.models import User

from reports.models import Instrument, Organization, Person, Theme
from tests.builders.records import PASSWORD
from tests.harness.admin_pages import address
from tests.harness.browser import PUBLIC_LOOKS, find_faults
from tests.harness.public_pages import FIRST_REPORT, PAGES, list_past_pages

pytestmark = pytest.mark.usefixtures("_seeds")


def test_a_reader_can_navigate_from_a_level_to_report_speaker_and_organization(page):
    page.goto("/")
    page.click("text=Bilateral")
    assert page.locator(".total strong").inner_text().strip() == "6 recommendations"

    page.click(".card .reference >> nth=2")
    assert page.locator("h1").inner_text() == "Recommendation 21.B.3"

    page.click("aside >> text=Paragraph 21")
    assert page.url.endswith(f"/reports/{FIRST_REPORT}/#r-21.B.3")

    page.click("#p6 .speaker a >> nth=0")
    assert page.locator("h1").inner_text() == "Andrew Bruce"

    page.click("text=International Organization for Migration >> nth=0")
    assert page.locator("h1").inner_text() == "International Organization for Migration (IOM)"


@pytest.mark.once
def test_no_page_element_is_wider_than_a_390_pixel_screen(page):
    page.set_viewport_size({"width": 390, "height": 800})
    wide = []
    for path in [*PAGES, *list_past_pages()]:
        assert page.goto(path).status == 200
        wide += [path for edge in right_edges(page) if edge > 391]

    assert wide == []


def right_edges(page):
    parts = page.locator("h1, h2, .text, .card, .figures li, .search, .facet, .entity-list li")
    return parts.evaluate_all("parts => parts.map(part => part.getBoundingClientRect().right)")


@pytest.mark.once
def test_public_pages_pass_axe_and_fit_the_window_in_every_look(scripted_page):
    pages = [*PAGES, *list_past_pages()]
    assert find_faults(scripted_page, pages, looks=PUBLIC_LOOKS) == []


def test_the_admin_works_under_its_content_security_policy(scripted_page):
    User.objects.create_superuser("ana", password=PASSWORD)
    scripted_page.goto("/admin/")
    scripted_page.fill("#id_login", "ana")
    scripted_page.fill("#id_password", PASSWORD)
    scripted_page.click("main [type=submit]")
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
    scripted_page.locator("#id_label").press_sequentially("Fees of Recruiters")
    assert scripted_page.input_value("#id_slug") == "fees-of-recruiters"
    scripted_page.fill("#id_definition", "What recruiters ask of workers.")
    scripted_page.select_option("#id_broader", label="Recruitment")
    scripted_page.click("[name=_save]")

    scripted_page.get_by_text("was added successfully").wait_for()
    assert Theme.objects.get(slug="fees-of-recruiters").broader.label == "Recruitment"


def test_the_search_suggests_names_while_the_reader_types(scripted_page):
    scripted_page.goto("/search/")

    scripted_page.locator("#q").press_sequentially("pollo")

    option = scripted_page.locator("#suggestions option").first
    option.wait_for(state="attached")
    assert option.get_attribute("value") == "Jackie Pollock"
