"""A real browser for the tests: the system's Chromium; any error of a page fails the test."""

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Locator, Page, sync_playwright

# Milliseconds: far more than any page needs on a busy machine, and little enough to lose in CI.
PATIENCE = 60_000
CLICK = Locator.click
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
# A page that was looked at before has its half megabyte of script.
LOADED_AXE = Axe(axe_script="axe.version")
# Rules about colors, which are all that a color scheme changes.
COLOR_RULES = ["color-contrast", "link-in-text-block"]


@dataclass(frozen=True)
class Look:
    """How a page is looked at, and what axe checks of it then."""

    scheme: str = "light"
    width: int = 1280
    direction: str = "ltr"
    rules: tuple[str, ...] = tuple(ACCESSIBILITY_RULES)
    # One page of so many is looked at: pages share their parts.
    pages: int = 1


# Narrow windows take as long as all else: `make looks-check` tries them. Public pages are tried in
# them from right to left, and some in every language.
IS_EVERY_LOOK = os.environ.get("LOOKS") == "all"
LOOKS = {
    "light": Look(),
    "dark": Look(scheme="dark", rules=tuple(COLOR_RULES), pages=1 if IS_EVERY_LOOK else 3),
    "narrow": Look(width=320),
}
# Without a rule, only the width is checked, which is what the direction changes most.
RIGHT_TO_LEFT = {
    "right to left": Look(
        width=320, direction="rtl", rules=tuple(ACCESSIBILITY_RULES) if IS_EVERY_LOOK else ()
    )
}
TRIED_LOOKS = {name: look for name, look in LOOKS.items() if name != "narrow" or IS_EVERY_LOOK}
PUBLIC_LOOKS = TRIED_LOOKS | RIGHT_TO_LEFT
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


def click_and_load(locator, **options):
    """Click, and return when a page to which that leads has loaded.

    Playwright's own returns with its first bytes: what reads the page at once may find half of it.
    """
    CLICK(locator, **options)
    locator.page.wait_for_load_state()


@pytest.fixture(scope="module")
def chromium():
    # While Playwright runs its event loop, Django keeps the connections of a thread elsewhere:
    # it has to end before the tests of other modules.
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("The tests need Chromium. Run: apt-get install chromium")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", click_and_load)
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


def find_faults(page, paths, looks=TRIED_LOOKS):
    """Return (path, look, what, where) of what axe reports and of pages wider than the window."""
    faults = []
    for number, path in enumerate(paths):
        assert page.goto(path).status == 200
        for name, look in looks.items():
            if number % look.pages == 0:
                faults += [(path, name, *fault) for fault in faults_of_look(page, look)]
    return faults


def faults_of_look(page, look):
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.width, "height": 800})
    page.evaluate("direction => { document.documentElement.dir = direction }", look.direction)
    faults = [
        (rule["id"], *node["target"])
        for rule in (find_violations(page, rules=look.rules) if look.rules else ())
        for node in rule["nodes"]
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    return faults + ([("width", width)] if width > look.width else [])


def find_violations(page, rules):
    """Return the accessibility violations of the page that axe reports."""
    # What passes is not listed: that takes two thirds of the time. Style sheets are not asked for
    # again, which a page in a folder may not do: only a rule that is not among these reads them.
    options = {"runOnly": list(rules), "resultTypes": ["violations"], "preload": False}
    axe = LOADED_AXE if page.evaluate("'axe' in window") else Axe()
    with unrolled(page):
        return axe.run(page, options=options).response["violations"]


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
