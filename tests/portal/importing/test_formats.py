"""The first report in every format gives what its text gives."""

import pytest
from django.conf import settings

from portal.importing import seeds
from portal.importing.check import faults_of
from portal.importing.intake import take_in
from portal.importing.outline import outline
from reports.models import Report
from tests.portal.importing import documents

FOLDER = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015"
PIECES = documents.pieces_of("report.txt", (FOLDER / "report.txt").read_bytes())
FORMATS = {
    "automatic.docx": documents.as_docx(PIECES, automatic=True),
    "typed.docx": documents.as_docx(PIECES, automatic=False),
    "report.html": documents.as_html(PIECES),
    "report.pdf": documents.as_pdf(
        PIECES, head="ARF WORKSHOP – CO-CHAIRS’ SUMMARY REPORT"
    ),
}


def without_notes(report):
    return {key: value for key, value in outline(report).items() if key != "notes"}


@pytest.fixture
def expected(db, tmp_path):
    seeds.load(settings.SEEDS_DIR / "vocabulary")
    path = tmp_path / "report.txt"
    path.write_bytes((FOLDER / "report.txt").read_bytes())
    report, _ = take_in(path)
    found = without_notes(report)
    report.delete()
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_report_is_the_same_in_every_format(name, expected, tmp_path):
    path = tmp_path / name
    path.write_bytes(FORMATS[name])

    report, _ = take_in(path)

    assert without_notes(report) == expected
    assert faults_of(report) == []
    assert Report.objects.count() == 1
