"""A draft with its source."""

import pytest

from portal.imports.importer import Upload, import_file
from tests.builders.seminar_texts import SEMINAR_WITH_CLOSING


@pytest.fixture
def report(db):
    imported_report, _ = import_file(Upload("seminar.txt", SEMINAR_WITH_CLOSING))
    return imported_report
