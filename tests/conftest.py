"""What every test has."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from portal.audit.constraints import CONSTRAINTS
from portal.config.i18n.compile_messages import compile_stale
from portal.exports import briefing_export
from portal.lineage import cached
from portal.search.archive import archive_index
from recommendations.constraints import APPEND_ONLY
from reports import triggers
from tests.harness import parse_cache, sandbox_limits
from tests.harness.page_caches import forget_pages

# What they assert is told as fully as what a test asserts.
pytest.register_assert_rewrite("tests.builders")

# A rule holds however slow the machine is on which it is tried.
hypothesis.settings.register_profile(
    "portal",
    deadline=None,
    # A fraction of Hypothesis's own number: CI tries every rule with other values each time.
    max_examples=15,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("portal")

# Fixtures that stand for a database, or for programs that have one of the kind that is tried.
OF_A_DATABASE = {"db", "transactional_db", "live_server", "portal", "race", "restored", "server"}

pytest_plugins = [
    "tests.harness.browser",
    "tests.harness.forked_worker",
    "tests.harness.left_behind",
    "tests.harness.pseudo_locale",
    "tests.harness.served_portal",
    # These import from the one before.
    "tests.harness.identity_provider",
    "tests.harness.mail_server",
]


def make_folder(worker):
    """Return a new folder for index and cache: in memory, where no disk is waited for, if possible."""
    memory = Path("/dev/shm")  # noqa: S108 -- the folder in it is new and private
    parent = memory if os.access(memory, os.W_OK) else settings.DATA_DIR
    parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"portal-tests-{worker}-", dir=parent))


def pytest_configure(config):
    compile_stale(settings.BASE_DIR / "locale")
    # Pages are tested without collecting static files first.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    # What one worker of the tests clears, another still answers from.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    folder = make_folder(worker)
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    settings.CACHES["landings"]["LOCATION"] = folder / "cache"
    settings.INDEX_DIR = folder / "index"
    # One briefing is written at a time on a machine: another worker would be told to wait.
    briefing_export.LOCK_NAME = str(folder / "briefing.lock")
    # What is tried is who may sign in, not how long a password takes to guess.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # However slow the machine, a test finds what it has stored.
    settings.INDEX_SLICE_SECONDS = 3600
    sandbox_limits.lengthen_limits()
    parse_cache.cache_parses()


def pytest_collection_finish():
    """Leave out of garbage collection what lives until the end: looking through it takes a fifteenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


# What these make of records is the same on either database: they are tried on SQLite only. All code
# that stores, searches and counts has tests elsewhere, which are tried on both.
ON_SQLITE_ONLY = tuple(
    f"tests/{folder}"
    for folder in (
        *("browser", "gallery", "test_translations.py", "portal/test_hostile.py"),
        *("portal/config", "portal/documents", "portal/parsing", "portal/server"),
        *("portal/api", "portal/editor", "portal/site", "portal/web"),
        *("portal/test_gate_follow_up.py", "portal/test_gate_next_draft.py"),
        *("portal/exports/citations", "portal/exports/public_data", "portal/exports/test_"),
        "portal/oai",
    )
)


def pytest_collection_modifyitems(config, items):
    """Try what asks no database, or brings its own along, on the first of the two runs only.

    A file that is named on the command line is tried whole.
    """
    if config.getoption("database") == "sqlite":
        return
    is_whole_run = all(Path(argument).name == "tests" for argument in config.args)
    once = [
        one
        for one in items
        if not asks_the_database(one) or (is_whole_run and is_on_sqlite_only(one))
    ]
    config.hook.pytest_deselected(items=once)
    items[:] = [one for one in items if one not in set(once)]


def is_on_sqlite_only(item):
    # The first run leaves slow tests to the second.
    return item.nodeid.startswith(ON_SQLITE_ONLY) and not item.get_closest_marker("slow")


def asks_the_database(item):
    given = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or given & OF_A_DATABASE)


@pytest.fixture(autouse=True)
def _trail_ends_with_its_test(request):
    """Let trail and follow-up be emptied, which nobody else can, when a test that commits empties the database."""
    marker = request.node.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
    elif not (marker and marker.kwargs.get("transaction")):
        yield
        return
    yield
    # Emptying the database puts them up again, as every migration does.
    triggers.apply_triggers(connection, (*CONSTRAINTS, *APPEND_ONLY), create=False)


@pytest.fixture(autouse=True)
def _nothing_kept():
    # What is counted in the database vanishes with the test's rows.
    forget_pages()
    cached.KEPT.state = None
    shutil.rmtree(settings.INDEX_DIR, ignore_errors=True)
    shutil.rmtree(archive_index.folder(), ignore_errors=True)
