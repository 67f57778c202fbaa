"""Backups that are made while editors save and import are each of one moment, and are restored on either database.

CI makes one; `make backup-check` makes twenty (BACKUPS).
"""

import json
import os
import zipfile

import pytest

from tests.harness.own_portal import MANAGE, own_portal
from tests.portal.operations.backup.saving import TITLES

pytestmark = pytest.mark.slow
BACKUPS = int(os.environ.get("BACKUPS", "1"))
PROGRAMS = "tests.portal.operations.backup"
# A restore adds an entry.
AUDIT = "audit_auditentry"


@pytest.fixture
def database(request):
    return request.config.getoption("database")


@pytest.fixture
def portal(tmp_path, database):
    yield from own_portal(tmp_path / "portal", database)


def run(portal, *arguments):
    code, printed, complaints = portal.run(*arguments)
    assert code == 0, complaints[-3000:]
    return printed


def facts_of(portal):
    return json.loads(run(portal, "-m", f"{PROGRAMS}.portal_facts"))


def rows_of(file):
    """Return the hash of the rows of each table of a backup but the audit log."""
    with zipfile.ZipFile(file) as archive:
        tables = json.loads(archive.read("manifest.json"))["tables"]
    return {name: table["sha256"] for name, table in tables.items() if name != AUDIT}


def versions_of(file):
    """Return how often each report was saved, by its title."""
    with zipfile.ZipFile(file) as archive:
        tables = json.loads(archive.read("manifest.json"))["tables"]
        lines = archive.read("rows/reports_report.jsonl").splitlines()
    columns = list(tables["reports_report"]["columns"])
    reports = [dict(zip(columns, json.loads(line), strict=True)) for line in lines]
    return {report["title"]: report["version"] for report in reports}


def restored(file, folder, kind):
    """Yield a new portal on that kind of database in which the backup was restored."""
    for other in own_portal(folder, kind):
        run(other, MANAGE, "restore", str(file))
        yield other


def backed_up(portal, file):
    run(portal, MANAGE, "backup", str(file))
    return file


def save_meanwhile(portal, files):
    """Write the backups while another program saves and imports; return what that stored."""
    saving = portal.start("-m", f"{PROGRAMS}.saving")
    assert saving.stdout.readline() == "saving\n"
    for file in files:
        backed_up(portal, file)
    saving.terminate()
    printed, complaints = saving.communicate()
    assert saving.returncode == 0, complaints
    return json.loads(printed)


def test_a_backup_is_of_one_moment_and_restored_equal_on_each_database(portal, tmp_path, database):
    run(portal, MANAGE, "load_seeds")
    files = [tmp_path / f"{number}.zip" for number in range(BACKUPS)]

    stored = save_meanwhile(portal, files)

    print(database, stored, [versions_of(file)[TITLES[0]] for file in files])  # noqa: T201 -- the figures of `make backup-check`
    for file in files:
        # Each report is saved in turn.
        first, second = (versions_of(file)[title] for title in TITLES)
        assert first - second in {0, 1}
        refuse_differences(file, tmp_path / file.stem, database)


def refuse_differences(file, folder, database):
    """Restore the backup on SQLite, and from there on the database of the tests."""
    for there in restored(file, folder / "there", "sqlite"):
        facts, again = facts_of(there), backed_up(there, folder / "again.zip")
        assert facts["half-saved"] == []
        assert {status for status, _ in facts["pages"].values()} == {200}
        assert rows_of(again) == rows_of(file)
        for back in restored(again, folder / "back", database):
            assert facts_of(back) == facts
