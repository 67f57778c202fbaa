"""A real browser for the tests: the system's Chromium; any error of a page fails the test."""

import shutil
from contextlib import contextmanager, suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, sync_playwright

# Milliseconds: far more than any page needs on a busy machine, and little enough to lose in CI.
PATIENCE = 60_000
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# A page that is left, or a link that turns out to be a download, ends a request.
GIVEN_UP = "net::ERR_ABORTED"
# Rules of axe.
ACCESSIBILITY_RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
# Colour scheme, and width of the window.
COLOR_SCHEMES = {"light": 1280, "dark": 1280, "no-preference": 320}
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ),
]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Show what the browser shows when a test fails; its errors follow when the page is closed."""
    report = yield
    if report.when == "call" and report.failed:
        for page in item.funcargs.values():
            # A page may have been closed.
            with suppress(Error):
                if isinstance(page, Page):
                    report.sections.append((f"Page {page.url}", page.content()))
    return report


@pytest.fixture(scope="module")
def chromium():
    # While Playwright runs its event loop, Django keeps the connections of a thread elsewhere:
    # it has to end before the tests of other modules.
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("The tests need Chromium. Run: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, live_server):
    """A page without script on the live server; console messages and foreign URLs fail the test."""
    with open_page(chromium, live_server, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def scripted_page(chromium, live_server):
    """The same with script, for the admin site and for accessibility checks."""
    with open_page(chromium, live_server) as page:
        yield page


@contextmanager
def open_page(chromium, live_server, **options):
    context = chromium.new_context(base_url=live_server.url, **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults = collect_faults(page, live_server.url)
    yield page
    context.close()
    assert faults == []


def collect_faults(page, home):
    """Return a list that grows with console messages, script errors, failed and foreign requests."""
    faults = []

    def failed(request):
        if request.failure != GIVEN_UP:
            faults.append(f"{request.failure} {request.url}")

    def requested(request):
        if not request.url.startswith(home):
            faults.append(request.url)

    page.on("console", lambda message: faults.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("requestfailed", failed)
    page.on("request", requested)
    return faults


def find_violations(page):
    """Return the accessibility violations of the page that axe reports."""
    # What passes is not listed: that takes two thirds of the time.
    options = {"runOnly": ACCESSIBILITY_RULES, "resultTypes": ["violations"]}
    with unrolled(page):
        return Axe().run(page, options=options).response["violations"]


@contextmanager
def unrolled(page):
    """Make the window as high as the page: what sticks to an edge covers nothing then.

    A reader scrolls to what it covers, which axe does not do.
    """
    size = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**size, "height": max(height, size["height"])})
    yield
    page.set_viewport_size(size)
