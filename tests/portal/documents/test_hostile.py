"""Hostile files: each is refused with a message or imported completely, without side effects."""

import tempfile
from pathlib import Path

import pytest
from django.apps import apps

from portal.content.stored_coverage import find_errors
from portal.documents import sandbox
from portal.imports.importer import REFUSALS, Upload, import_file
from reports.models import Report
from tests.builders.hostile_files import FILES
from tests.harness.sandbox_limits import PARSE_SECONDS

pytestmark = pytest.mark.django_db
MOST_GROWTH = 50 * 1024  # kilobytes
# Files expected to be imported: odd, but harmless or made harmless.
IMPORTED = {
    *("wide-table.docx", "odd-numbers.docx", "template-elsewhere.docx", "picture-elsewhere.docx"),
    *("frame-elsewhere.docx", "script.pdf", "lying-count.pdf", "negative-count.pdf"),
    *("looping-table.pdf", "embedded.pdf", "broken-table.pdf", "many-marks.pdf", "odd-places.pdf"),
    *("long-attribute.html", "entities.html", "laughs.html", "script.html", "charset.html"),
    *("elsewhere.html", "asterisks.txt", "numbers.txt", "blank-lines.txt"),
    *("brackets.txt", "combining.txt", "one-long-line.txt", "digits.txt", "steps.txt", "commas.txt"),
    *("capitals.txt", "brackets-open.txt", "dots.txt", "blanks.txt", "names.txt", "\u202etxt.exe.txt", "../../etc/passwd.txt"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _production_time_limit(monkeypatch):
    """Use the production limit: files that take too long are refused like those that need too much work."""
    monkeypatch.setattr(sandbox, "PARSE_SECONDS", PARSE_SECONDS)


def row_counts():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def resident_memory():
    (line,) = [
        line
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return int(line.split()[1])


def outcome(name, content):
    """Return the imported report, or the message with which the file was refused."""
    try:
        report, _ = import_file(Upload(name, content))
    except REFUSALS as fault:
        return None, str(fault)
    return report, ""


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_with_a_message_or_imported_completely(
    name, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content = FILES[name]()
    before, memory = row_counts(), resident_memory()

    report, sentence = outcome(name, content)

    assert resident_memory() - memory < MOST_GROWTH
    assert list(tmp_path.iterdir()) == []
    assert (report is not None) is (name in IMPORTED)
    if report:
        assert find_errors(report) == []
    else:
        assert (sentence[0], sentence[-1]) == ("“", ".")
        assert row_counts() == before


def test_the_hostile_files_cover_every_format():
    endings = [name.rpartition(".")[2] for name in FILES]

    assert len(FILES) >= 100
    assert min(endings.count(ending) for ending in ("docx", "pdf", "html", "txt")) >= 14


def test_the_parse_time_limit_is_below_fifteen_seconds():
    assert PARSE_SECONDS < 15


def test_an_uploaded_file_name_is_stored_without_folders_and_direction_controls():
    import_file(Upload("C:\\files\\..\\\u202etxt.exe.txt", b"1. Word."))

    assert Report.objects.get().source.name == "txt.exe.txt"
