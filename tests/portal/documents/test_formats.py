"""Importing the first report in any format gives the same as importing its text."""

import pytest
from django.conf import settings

from portal.content.stored_coverage import find_errors
from portal.exports.json_export import outline
from portal.imports.importer import import_path
from reports.models import Report
from tests.builders import documents
from tests.builders.seeded_portal import copy_vocabulary

FOLDER = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015"
BLOCKS = documents.read_blocks("report.txt", (FOLDER / "report.txt").read_bytes())
FORMATS = {
    "automatic.docx": documents.as_docx(BLOCKS, automatic=True),
    "typed.docx": documents.as_docx(BLOCKS, automatic=False),
    "report.html": documents.as_html(BLOCKS),
    "report.pdf": documents.as_pdf(BLOCKS, head="ARF WORKSHOP – CO-CHAIRS’ SUMMARY REPORT"),
}


def without_notes(report):
    return {key: value for key, value in outline(report).items() if key != "notes"}


@pytest.fixture
def expected(db, tmp_path):
    copy_vocabulary()
    path = tmp_path / "report.txt"
    path.write_bytes((FOLDER / "report.txt").read_bytes())
    report, _ = import_path(path)
    result = without_notes(report)
    report.delete()
    return result


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_report_imports_identically_from_every_format(name, expected, tmp_path):
    path = tmp_path / name
    path.write_bytes(FORMATS[name])

    report, _ = import_path(path)

    assert without_notes(report) == expected
    assert find_errors(report) == []
    assert Report.objects.count() == 1
