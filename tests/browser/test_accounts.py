"""A security key in a real browser: added to an account, and asked for at the next sign-in."""

import pytest

from tests.builders.records import PASSWORD, make_account
from tests.harness.browser import PATIENCE
from tests.harness.editor_pages import sign_in

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def _ana(transactional_db, settings):
    # Browsers bind security keys to host names, not to IP addresses.
    settings.ALLOWED_HOSTS = ["localhost"]
    make_account("ana", "editor", password=PASSWORD)


@pytest.fixture
def page(chromium, live_server):
    """A page with script on localhost, with a virtual security key."""
    base = live_server.url.replace("127.0.0.1", "localhost")
    context = chromium.new_context(base_url=base)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield page
    context.close()


@pytest.mark.usefixtures("_ana")
def test_a_security_key_is_added_and_signs_in(page):
    sign_in(page, path="/accounts/login/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")
    page.fill("[name=name]", "Blue key")
    with page.expect_navigation():
        page.click("#mfa_webauthn_add")
    page.goto("/accounts/2fa/webauthn/")
    assert page.get_by_text("Blue key").count() == 1
    page.context.clear_cookies()

    sign_in(page, path="/accounts/login/")
    assert "/accounts/2fa/authenticate/" in page.url
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/editing/")

    assert page.locator("h1").inner_text() == "Desk"
