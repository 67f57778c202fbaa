"""A real browser for the tests: the system's Chromium, which tolerates no fault of a page."""

import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

# Milliseconds: far more than any page takes, however busy the machine; what never comes fails.
PATIENCE = 600_000
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ),
]


@pytest.fixture(scope="session")
def chromium():
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("The tests need Chromium. Run: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, live_server):
    """A page without script on the live server; console messages and strangers fail the test."""
    with opened(chromium, live_server, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def scripted_page(chromium, live_server):
    """The same with script, for the administration and for what looks at a page."""
    with opened(chromium, live_server) as page:
        yield page


@contextmanager
def opened(chromium, live_server, **options):
    context = chromium.new_context(base_url=live_server.url, **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults = []
    page.on(
        "console",
        lambda message: faults.append(f"{message.text} {message.location['url']}"),
    )
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(live_server.url)
            else faults.append(request.url)
        ),
    )
    yield page
    context.close()
    assert faults == []
