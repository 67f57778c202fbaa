"""The file of a report that is reimported in newer versions."""

import pytest

from tests.builders.seminar_texts import SEMINAR_TO_REIMPORT


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "seminar.txt"
    path.write_text(SEMINAR_TO_REIMPORT, encoding="utf-8")
    return path
