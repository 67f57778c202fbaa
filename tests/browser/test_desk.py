"""The desk in a real browser: its bar and registers, from the keyboard and on a small screen."""

import pytest

from portal.content import draft_version
from reports import publishing
from reports.models import Organization, Person, Report
from tests.builders.records import PASSWORD, make_account, make_organization, make_person
from tests.harness.browser import find_faults
from tests.harness.editor_pages import press_button, sign_in

pytestmark = pytest.mark.usefixtures("_editors")


@pytest.fixture
def registers(_editors):
    """The addresses of the pages of registers and accounts, with records to show."""
    carol = make_account("carol", "administrator", password=PASSWORD)
    whole = make_organization("Association of the Coast", acronym="AOC")
    part = make_organization("Harbour Office", part_of=whole, country="MMR")
    person = Person.objects.order_by("pk").first()
    slug = Report.objects.get().slug
    return [
        "/editing/",
        "/editing/reports/",
        "/editing/alike/",
        "/editing/alike/person/?q=a",
        "/accounts/sessions/",
        "/admin/",
        *("/admin/reports/person/", f"/admin/reports/person/{person.pk}/change/"),
        *("/admin/reports/organization/", f"/admin/reports/organization/{part.pk}/change/"),
        *("/admin/reports/theme/?q=a", "/admin/reports/theme/add/"),
        f"/admin/reports/organization/{part.pk}/delete/",
        f"/admin/reports/person/{person.pk}/history/",
        *("/admin/reports/instrument/", "/admin/auth/user/"),
        *(f"/editing/{path}" for path in (f"reports/{slug}/", f"reports/{slug}/review/")),
        *("/admin/auth/user/add/", f"/admin/auth/user/{carol.pk}/change/"),
    ]


@pytest.mark.once
def test_registers_pass_axe_and_fit_the_window_in_every_look(scripted_page, registers):
    sign_in(scripted_page, "carol", "/editing/")

    assert find_faults(scripted_page, registers) == []


def test_the_bar_leads_to_every_section_from_the_keyboard_without_script(page):
    sign_in(page, "rita", "/editing/")
    labels = page.get_by_role("navigation", name="Desk").get_by_role("link").all_inner_texts()

    titles = {}
    for label in labels:
        page.get_by_role("navigation", name="Desk").get_by_role("link", name=label).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        titles[label] = page.locator("h1").inner_text()
        current = page.locator(".desk-bar [aria-current]").first
        assert current.inner_text() == label

    assert titles == {
        "Desk": "Desk",
        "Reports": "Reports",
        "Imports": "Imports",
        "Follow-up": "Rounds of follow-up",
        "Lineage": "Lineage",
        "People and organizations": "People",
        "Vocabulary": "Themes",
        "Redactions": "Redactions",
    }
    press_button(page, "Sign out")
    page.goto("/editing/")
    assert "/accounts/login/" in page.url


def test_an_organization_is_added_under_another_without_script(page):
    whole = make_organization("Association of the Coast")
    sign_in(page, path="/admin/reports/organization/add/")
    page.fill("#id_name", "Harbour Office")
    page.fill("#id_slug", "harbour-office")
    page.select_option("#id_part_of", label="Association of the Coast")

    press_button(page, "Save")

    assert Organization.objects.get(slug="harbour-office").part_of == whole


def test_a_person_is_merged_with_any_other_from_the_register_without_script(page):
    kept, merged = make_person("Aye Aye Win"), make_person("Daw Win")
    sign_in(page, path=f"/admin/reports/person/{kept.pk}/change/")
    for link in ("Merge with …", "Daw Win"):
        if link == "Daw Win":
            page.fill("#q", "daw win")
            press_button(page, "Search")
        page.get_by_role("link", name=link).first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    press_button(page, "Merge and keep “Aye Aye Win”")

    assert not Person.objects.filter(pk=merged.pk).exists()
    kept.refresh_from_db()
    assert kept.aliases == "Daw Win"


def test_report_register_and_public_page_of_a_person_are_linked_both_ways(page):
    sign_in(page, path="/editing/")
    page.goto("/editing/reports/")
    page.locator("table a").first.click()
    report_url = page.url
    link = page.locator("li[id^=people-] a[href^='/admin/']").first
    name = link.inner_text()
    link.click()
    assert page.locator("h1").inner_text() == name
    register_url = page.url
    page.get_by_role("link", name="Public page").click()
    assert page.locator("h1").inner_text() == name
    page.get_by_role("link", name="For editors").click()
    assert page.url == register_url
    page.locator(".readonly a").first.click()

    assert page.url == report_url


def click_counter():
    """Return the list of what was clicked, and the function that clicks."""
    clicks = []

    def click(locator):
        clicks.append(locator.inner_text())
        locator.click()

    return clicks, click


def test_publishing_from_the_page_of_a_report_takes_three_clicks_at_most(page):
    report = Report.objects.get()
    draft = draft_version.begin_draft(report)
    Report.objects.filter(pk=draft.pk).update(title="Workshop with a new title")
    publishing.transition(draft, "in_review")
    sign_in(page, "rita", f"/editing/reports/{report.slug}/")
    clicks, click = click_counter()

    click(page.get_by_role("link", name="Review and publish").first)
    assert "new" in page.locator(".change ins").all_inner_texts()
    click(page.get_by_role("button", name="Publish"))

    assert "is now published." in page.locator(".message").inner_text()
    report.refresh_from_db()
    assert report.title == "Workshop with a new title"
    assert len(clicks) <= 3


def test_the_state_and_the_next_step_stay_in_view_on_a_long_page(page):
    report = Report.objects.get()
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, "rita", f"/editing/reports/{report.slug}/")
    for path in ("reports", "imports"):
        page.goto(f"/editing/{path}/{report.slug}/")
        page.keyboard.press("End")
        state = page.get_by_role("region", name="State of the report")
        assert "Published" in state.inner_text()
        box = state.get_by_role("button", name="Start a new version").bounding_box()
        assert 0 <= box["y"] < 800
        assert "A published report cannot be edited." in page.locator("main").inner_text()


def test_withdrawing_looks_dangerous_and_is_confirmed_on_a_page_of_its_own(page):
    report = Report.objects.get()
    sign_in(page, "rita", f"/editing/reports/{report.slug}/")
    withdraw = page.get_by_role("button", name="Withdraw …")
    color = "one => getComputedStyle(one).backgroundColor"
    assert withdraw.evaluate(color) != page.get_by_role(
        "button", name="Start a new version"
    ).evaluate(color)

    press_button(page, "Withdraw …")
    assert page.locator("h1").inner_text().startswith("Withdraw")
    report.refresh_from_db()
    assert report.status == "published"
    press_button(page, "Withdraw this report")

    report.refresh_from_db()
    assert report.status == "withdrawn"
