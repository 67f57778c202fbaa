"""Every released database is upgraded with what it holds; no released migration changes."""

import hashlib
import json
import re
import sqlite3
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from tests.harness.own_portal import empty_portal

FOLDER = Path(__file__).parent
VERSIONS = sorted(path.stem for path in FOLDER.glob("*.json"))
LOCK = settings.BASE_DIR / "migrations.lock"


@pytest.fixture
def portal(tmp_path, request):
    """A portal whose database is still empty."""
    yield from empty_portal(tmp_path, request.config.getoption("database"))


def load_dump(portal, version, database):
    text = (FOLDER / f"{version}.{database}.sql").read_text(encoding="utf-8")
    if database == "sqlite":
        file = portal.folder / "data" / "portal.sqlite3"
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file)
        # Django gives its connections this function, which checks constraints use.
        connection.create_function(
            "REGEXP", 2, lambda pattern, text: bool(re.search(pattern, text))
        )
        connection.executescript(text)
    else:
        connection = psycopg2.connect(portal.environment["DATABASE_URL"])
        connection.cursor().execute(text)
        connection.commit()
    connection.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_database_upgrades_and_keeps_what_it_holds(portal, request, version):
    load_dump(portal, version, request.config.getoption("database"))

    migrated, _, complaints = portal.run("manage.py", "migrate", "-v", "0")
    read, printed, more = portal.run("-m", "tests.upgrades.facts")

    assert (migrated, read) == (0, 0), complaints + more
    facts = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    held = json.loads(printed)
    # Tables that came later are still empty.
    added = {label: held["rows"].pop(label) for label in held["rows"].keys() - facts["rows"].keys()}
    assert (held, set(added.values()) - {0}) == (facts, set())


def test_a_database_of_an_unreleased_version_is_refused(portal, request):
    load_dump(portal, VERSIONS[0], request.config.getoption("database"))
    record = (
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('history', '0001_revisions', '2026-11-01 00:00:00+00')"
    )
    portal.execute(record)

    for command in ("migrate", "serve"):
        code, _, complaints = portal.run("manage.py", command)

        assert code == 1
        assert "a version of the portal from before the first release" in complaints


def test_a_released_migration_never_changes():
    recorded = dict(line.split()[::-1] for line in LOCK.read_text().splitlines())
    hashes = {
        name: hashlib.sha256((settings.BASE_DIR / name).read_bytes()).hexdigest()
        for name in recorded
    }

    assert recorded == hashes


def test_every_migration_of_a_released_version_is_locked():
    assert len(VERSIONS) >= 1
    recorded = {line.split()[1] for line in LOCK.read_text().splitlines()}
    first = {
        str(path.relative_to(settings.BASE_DIR))
        for path in settings.BASE_DIR.glob("**/migrations/0001_initial.py")
        if ".venv" not in path.parts
    }

    assert first <= recorded
