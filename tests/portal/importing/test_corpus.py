"""Whole reports beside what people expect of them: the outline, key by key."""

import json

import pytest
from django.conf import settings

from portal.importing import seeds
from portal.importing.check import faults_of
from portal.importing.intake import take_in
from portal.importing.outline import outline

CORPUS = settings.BASE_DIR / "tests" / "corpus"
SEEDED = settings.SEEDS_DIR / "reports"
NAMES = sorted(folder.name for folder in CORPUS.iterdir())


def source_of(name):
    """The first report stands among the seeds, every other beside its expectation."""
    (source,) = [*CORPUS.glob(f"{name}/report.*"), *SEEDED.glob(f"{name}/report.*")]
    return source


@pytest.fixture
def _vocabulary(db):
    seeds.load(settings.SEEDS_DIR / "vocabulary")


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_read_as_people_read_it(name):
    report, _ = take_in(source_of(name))

    expected = (CORPUS / name / "expected.json").read_text(encoding="utf-8")
    assert outline(report) == json.loads(expected)
    assert faults_of(report) == []
