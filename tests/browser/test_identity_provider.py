"""Sign-in through an identity provider in a real browser: policies and cookies let it pass."""

import pytest
from playwright.sync_api import expect

from tests.harness.browser import PATIENCE


@pytest.fixture
def page(chromium, live_server, settings):
    settings.BASE_URL = live_server.url
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.usefixtures("transactional_db")
def test_an_editor_signs_in_through_the_provider_without_script(page, provider):
    provider.set_person("browser-1", email="ana@example.org", groups=["editors"])
    page.goto("/editing/reports/")

    page.get_by_role("button", name="Sign in with Staff login").click()
    page.wait_for_url(f"{provider.url}/**")
    page.locator("input[name=sub]").fill("browser-1")
    page.get_by_role("button", name="Authorize").click()

    # The page that was wanted first.
    page.wait_for_url("**/editing/reports/")
    expect(page.locator("h1")).to_have_text("Reports")
    # Forms work after the return from another site.
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    page.goto("/editing/")
    expect(page.locator("h1")).to_have_text("Sign in")
