"""Hostile files: each is refused with a message or imported completely, without side effects."""

import tempfile
from pathlib import Path

import pytest
from django.apps import apps

from portal.content.stored_coverage import find_errors
from portal.imports import load_vocabulary
from portal.imports.counted_imports import REFUSALS
from portal.imports.importer import Upload, import_file
from portal.parsing.gazetteer import Vocabulary
from portal.redaction import screening
from reports.models import Report
from tests.builders.hostile_files import FILES
from tests.harness.sandbox_limits import PARSE_SECONDS

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

# Those that are read for much of the processor time that a file may take, or for all of it: beside
# other tests it may not suffice. `make hostile-check` tries them.
LONG = {
    *("blank-lines.txt", "brackets.txt", "capitals.txt", "commas.txt", "digits.txt", "numbers.txt"),
    *("one-long-line.txt", "steps.txt", "entities.html", "bullets.txt", "many-paragraphs.html"),
    *("names.txt", "wide-table.docx", "many-marks.pdf", "much-text.pdf", "brackets-open.txt"),
}


def file_param(name):
    marks = (pytest.mark.slow, pytest.mark.once) if name in LONG else ()
    return pytest.param(name, marks=marks)


def row_counts():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def resident_memory():
    (line,) = [
        line
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return int(line.split()[1])


def import_and_measure(name, folder, monkeypatch):
    """Return the imported report, or the message with which the file was refused.

    Either way it costs little memory, and leaves no temporary file.
    """
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    content, memory, report, message = FILES[name](), resident_memory(), None, ""
    try:
        report, _ = import_file(Upload(name, content))
    except REFUSALS as refusal:
        message = str(refusal)
    assert resident_memory() - memory < MOST_GROWTH
    assert list(folder.iterdir()) == []
    return report, message


@pytest.mark.django_db
@pytest.mark.parametrize("name", [file_param(name) for name in FILES if name in IMPORTED])
def test_a_hostile_file_is_imported_completely(name, tmp_path, monkeypatch):
    report, message = import_and_measure(name, tmp_path, monkeypatch)

    assert message == ""
    assert find_errors(report) == []


@pytest.fixture
def _no_database(monkeypatch):
    """Import as with an empty database: no database can be reached."""
    monkeypatch.setattr(load_vocabulary, "load_vocabulary", lambda *excluded: Vocabulary())
    monkeypatch.setattr(screening, "count_applied", lambda: 0)


@pytest.mark.usefixtures("_no_database")
@pytest.mark.parametrize("name", [file_param(name) for name in FILES if name not in IMPORTED])
def test_a_hostile_file_is_refused_with_a_message_before_anything_is_stored(
    name, tmp_path, monkeypatch
):
    report, message = import_and_measure(name, tmp_path, monkeypatch)

    assert report is None
    assert (message[0], message[-1]) == ("“", ".")


def test_an_empty_database_has_the_empty_vocabulary_and_no_redaction(db):
    assert load_vocabulary.load_vocabulary() == Vocabulary()
    assert screening.count_applied() == 0


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt"])
def test_a_refused_file_adds_no_row_to_any_table(db, tmp_path, monkeypatch, ending):
    refused = (name for name in FILES if name not in IMPORTED and name.endswith(f".{ending}"))
    before = row_counts()

    report, _ = import_and_measure(next(refused), tmp_path, monkeypatch)

    assert report is None
    assert row_counts() == before


def test_the_hostile_files_cover_every_format():
    endings = [name.rpartition(".")[2] for name in FILES]

    assert len(FILES) >= 100
    assert min(endings.count(ending) for ending in ("docx", "pdf", "html", "txt")) >= 14


def test_the_parse_time_limit_is_below_fifteen_seconds():
    assert PARSE_SECONDS < 15


def test_an_uploaded_file_name_is_stored_without_folders_and_direction_controls(db):
    import_file(Upload("C:\\files\\..\\\u202etxt.exe.txt", b"1. Word."))

    assert Report.objects.get().source.name == "txt.exe.txt"
