"""manage.py doctor: what is wrong with an installation, in plain words."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.config import doctor
from portal.operations.checks import data_folder
from portal.operations.checks.finding import State, ok
from portal.status import readiness

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_sound")]


@pytest.fixture
def _sound(settings, tmp_path, monkeypatch):
    """An installation in which everything is in order but what a test breaks."""
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o750)
    settings.STATIC_ROOT = tmp_path / "static"
    collect(settings.STATIC_ROOT, "portal.css")
    monkeypatch.setattr(data_folder, "LITTLE_BYTES", 0)
    monkeypatch.setattr(data_folder, "TOO_LITTLE_BYTES", 0)
    # Programs have tests of their own; to start them takes seconds.
    monkeypatch.setattr(doctor, "PROGRAM_CHECKS", (doctor.check_static_files, doctor.check_pdf))


def collect(root, name):
    root.mkdir()
    (root / "staticfiles.json").write_text(json.dumps({"paths": {name: name}}))
    (root / name).touch()


def findings():
    return {finding.check: finding for finding in doctor.examine()}


def errors():
    return [finding.check for finding in doctor.examine() if finding.state is State.ERROR]


def run_command(**options):
    stdout = StringIO()
    try:
        call_command("doctor", stdout=stdout, **options)
    except SystemExit as end:
        return end.code, stdout.getvalue()
    return 0, stdout.getvalue()


def test_a_sound_installation_passes_in_text_and_as_json():
    code, text = run_command(no_color=True)
    _, printed = run_command(json=True)

    assert (code, text.splitlines()[-1]) == (0, "Nothing is wrong with this installation.")
    assert "ok       tables: of this version" in text
    assert json.loads(printed)["healthy"] is True


def test_each_fault_has_a_remedy_and_the_command_exits_with_1(settings, tmp_path):
    tmp_path.chmod(0o755)
    (settings.STATIC_ROOT / "portal.css").unlink()

    code, text = run_command(no_color=True)

    assert code == 1
    assert f"ERROR    access to DATA_DIR: all users of the machine can read {tmp_path}" in text
    assert f"          chmod o= {tmp_path}" in text
    assert "static files: portal.css is missing" in text
    assert text.endswith("2 things are wrong with this installation.\n")


def test_an_unsafe_setting_is_reported_with_its_remedy(settings):
    settings.OVER_HTTPS, settings.TRUSTED_PROXIES = True, 0

    finding = findings()["settings"]

    assert (finding.state, "no proxy is trusted" in finding.message) == (State.ERROR, True)
    assert "TRUSTED_PROXIES=1" in finding.remedy


def test_a_database_of_a_newer_version_is_explained_and_not_searched():
    MigrationRecorder(connection).record_applied("reports", "0999_of_next_year")

    found = findings()

    assert found["tables"].message == "migrated by a newer version: reports.0999_of_next_year"
    assert found["tables"].remedy == doctor.NEWER
    assert "search index" not in found


def test_a_database_of_an_older_version_is_explained():
    MigrationRecorder(connection).record_unapplied("operations", "0002_verified_backup")

    assert findings()["tables"].remedy == doctor.MIGRATE


def test_a_table_that_was_changed_by_hand_is_explained(monkeypatch):
    monkeypatch.setattr(readiness, "schema_failure", lambda: "no such column: reports_report.slug")

    assert findings()["tables"].remedy == doctor.RESTORE


def test_without_its_database_the_rest_is_still_examined(monkeypatch):
    def check_version():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(doctor.database, "check_version", check_version)

    found = findings()

    assert found["version"].state is State.ERROR
    assert "There is no space left" in found["version"].message
    assert ("tables" in found, "static files" in found) == (False, True)


def test_nothing_else_is_tried_as_a_user_who_does_not_own_the_data(monkeypatch):
    monkeypatch.setattr(data_folder.os, "geteuid", lambda: 54321)

    assert list(findings()) == ["program", "settings", "owner of DATA_DIR"]


def test_a_missing_translation_is_an_error(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "PROGRAM_CHECKS", (doctor.check_translations,))
    assert errors() == []

    settings.LOCALE_PATHS = [tmp_path / "nowhere"]

    assert errors() == ["translations"]


def test_every_check_returns_a_finding_without_raising(monkeypatch):
    monkeypatch.setattr(doctor, "FOLDER_CHECKS", (lambda: ok("one", "is fine"),))

    assert findings()["one"].message == "is fine"
