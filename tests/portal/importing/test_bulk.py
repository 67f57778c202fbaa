"""A folder is imported file by file, and what is wrong with one stops none."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.importing import bulk
from reports.models import Report
from tests.own_portal import own_portal

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


def test_readable_files_are_found_below_and_hidden_ones_are_not(folder):
    names = [str(one.relative_to(folder)) for one in bulk.files_in(folder)]

    assert names == [
        *("1.txt", "2.txt", "3.txt", "4.txt", "again.txt", "below/5.md", "broken.docx"),
    ]


@pytest.mark.django_db
def test_a_folder_is_imported_past_its_failures_and_told_in_a_table(folder, capsys):
    with pytest.raises(CommandError, match="2 of 7 files were not imported"):
        call_command("import_report", folder, workers=1)

    told = capsys.readouterr()
    assert Report.objects.count() == 5
    assert [line.split()[0] for line in told.out.splitlines()] == [
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
    assert "This file is already here: report “workshop-subject-1-2019”" in told.out
    assert "“broken.docx” is damaged or cut short" in told.out
    # A log is told every ten seconds: this took less.
    assert told.err == ""


@pytest.mark.django_db
def test_a_folder_without_reports_says_so(tmp_path):
    with pytest.raises(CommandError, match="holds no file that can be read"):
        call_command("import_report", tmp_path)


STORED = """
import django
django.setup()
from portal.importing.check import faults_of
from reports.models import Report
for one in Report.objects.order_by("slug"):
    print(one.slug, faults_of(one))
"""


def test_several_at_a_time_make_one_report_of_each(folder, tmp_path_factory, request):
    own = tmp_path_factory.mktemp("own")
    for portal in own_portal(own, request.config.getoption("database")):
        code, _, complaints = portal.run(
            "manage.py", "import_report", str(folder), "--workers", "4"
        )
        _, stored, _ = portal.run("-c", STORED)

    assert (code, complaints.count("Traceback")) == (1, 0)
    assert "2 of 7 files were not imported" in complaints
    assert stored.splitlines() == [
        f"workshop-subject-{number}-2019 []" for number in (1, 2, 3, 4, 5)
    ]
