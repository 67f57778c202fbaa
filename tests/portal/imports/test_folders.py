"""A folder is imported file by file, and a failing file does not stop the others."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.imports import folders
from reports.models import Report
from tests.harness.own_portal import own_portal

TEXT = """Workshop on Subject {0}
{0} May 2019, Rome

1. Mr. Sami Badr, Director, spoke of subject {0}.
"""


@pytest.fixture
def folder(tmp_path):
    for number in (1, 2, 3, 4):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "5.md").write_text(TEXT.format(5), encoding="utf-8")
    (tmp_path / "again.txt").write_text(TEXT.format(1), encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / ".hidden.txt").write_text("1. No.", encoding="utf-8")
    (tmp_path / "assignments.toml").write_text("", encoding="utf-8")
    (tmp_path / "notes.xlsx").write_bytes(b"PK")
    return tmp_path


def test_files_are_found_in_subfolders_and_hidden_files_are_skipped(folder):
    names = [str(path.relative_to(folder)) for path in folders.find_files(folder)]

    assert names == [
        *("1.txt", "2.txt", "3.txt", "4.txt", "again.txt", "below/5.md", "broken.docx"),
    ]


@pytest.mark.django_db
def test_a_folder_import_continues_past_failures_and_prints_a_table(folder, capsys):
    with pytest.raises(CommandError, match="2 of 7 files were not imported"):
        call_command("import_report", folder, workers=1)

    captured = capsys.readouterr()
    assert Report.objects.count() == 5
    assert [line.split()[0] for line in captured.out.splitlines()] == [
        *(
            "file",
            "1.txt",
            "2.txt",
            "3.txt",
            "4.txt",
            "again.txt",
            "below/5.md",
            "broken.docx",
        ),
    ]
    assert "This file was already imported: report “workshop-subject-1-2019”" in captured.out
    assert "“broken.docx” is damaged or incomplete" in captured.out
    # A log gets a progress line every ten seconds: this took less.
    # On a slow machine, lines of progress.
    assert [line for line in captured.err.splitlines() if "files]" not in line] == []


@pytest.mark.django_db
def test_importing_a_folder_without_readable_files_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="contains no file that can be imported"):
        call_command("import_report", tmp_path)


STORED = """
import django
django.setup()
from portal.content.stored_coverage import find_errors
from reports.models import Report
for one in Report.objects.order_by("slug"):
    print(one.slug, find_errors(one))
"""


def test_a_parallel_folder_import_creates_a_report_per_file(folder, tmp_path_factory, request):
    portal_folder = tmp_path_factory.mktemp("own")
    for portal in own_portal(portal_folder, request.config.getoption("database")):
        code, _, complaints = portal.run(
            "manage.py", "import_report", str(folder), "--workers", "4"
        )
        _, stored, _ = portal.run("-c", STORED)

    assert (code, complaints.count("Traceback")) == (1, 0)
    assert "2 of 7 files were not imported" in complaints
    assert stored.splitlines() == [
        f"workshop-subject-{number}-2019 []" for number in (1, 2, 3, 4, 5)
    ]
