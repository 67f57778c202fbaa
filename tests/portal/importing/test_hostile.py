"""Hostile files: each is refused in a sentence, or taken in with every word; nothing else happens."""

import tempfile
from pathlib import Path

import pytest
from django.apps import apps

from portal.importing import sandbox
from portal.importing.check import faults_of
from portal.importing.intake import REFUSALS, File, take_in_file
from reports.models import Report
from tests.conftest import SECONDS_TO_READ
from tests.portal.importing.hostile import FILES

pytestmark = pytest.mark.django_db
MOST_GROWTH = 50 * 1024  # kilobytes
# What one would expect to be taken in: odd, but harmless, or made harmless.
TAKEN = {
    *("wide-table.docx", "odd-numbers.docx", "template-elsewhere.docx", "picture-elsewhere.docx"),
    *("frame-elsewhere.docx", "script.pdf", "lying-count.pdf", "negative-count.pdf"),
    *("looping-table.pdf", "embedded.pdf", "broken-table.pdf", "many-marks.pdf", "odd-places.pdf"),
    *("long-attribute.html", "entities.html", "laughs.html", "script.html", "charset.html"),
    *("elsewhere.html", "asterisks.txt", "numbers.txt", "blank-lines.txt"),
    *("brackets.txt", "combining.txt", "one-long-line.txt", "digits.txt", "steps.txt", "commas.txt"),
    *("capitals.txt", "brackets-open.txt", "dots.txt", "blanks.txt", "names.txt", "\u202etxt.exe.txt", "../../etc/passwd.txt"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_more_time_than_in_use(monkeypatch):
    """A file that takes too long is refused as well as one that takes too much work."""
    monkeypatch.setattr(sandbox, "SECONDS_TO_READ", SECONDS_TO_READ)


def rows():
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models()
    }


def resident():
    (line,) = [
        one
        for one in Path("/proc/self/status").read_text().splitlines()
        if one.startswith("VmRSS")
    ]
    return int(line.split()[1])


def outcome(name, content):
    """Return the report that the file became, or the sentence with which it was refused."""
    try:
        report, _ = take_in_file(File(name, content))
    except REFUSALS as fault:
        return None, str(fault)
    return report, ""


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_words_or_taken_in_whole(
    name, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content = FILES[name]()
    before, memory = rows(), resident()

    report, sentence = outcome(name, content)

    assert resident() - memory < MOST_GROWTH
    assert list(tmp_path.iterdir()) == []
    assert (report is not None) is (name in TAKEN)
    if report:
        assert faults_of(report) == []
    else:
        assert (sentence[0], sentence[-1]) == ("“", ".")
        assert rows() == before


def test_there_are_enough_of_them_of_every_format():
    endings = [name.rpartition(".")[2] for name in FILES]

    assert len(FILES) >= 100
    assert min(endings.count(one) for one in ("docx", "pdf", "html", "txt")) >= 14


def test_no_file_takes_longer_than_a_visitor_waits():
    assert SECONDS_TO_READ < 15


def test_what_a_sender_calls_a_file_is_shown_without_folders_and_turned_letters():
    take_in_file(File("C:\\files\\..\\\u202etxt.exe.txt", b"1. Word."))

    assert Report.objects.get().source.name == "txt.exe.txt"
