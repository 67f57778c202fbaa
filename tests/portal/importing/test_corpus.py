"""Whole reports beside what people expect of them."""

import json

import pytest
from django.conf import settings

from portal.importing import seeds
from portal.importing.check import faults_of
from portal.importing.intake import take_in
from portal.importing.outline import outline
from tests.corpus import reading, suggesting
from tests.corpus.accuracy import FIELDS, Score, scores

SEEDED = settings.SEEDS_DIR / "reports"
WHOLE = sorted(
    path.parent.name
    for path in reading.CORPUS.glob("*/expected.json")
    if not list(path.parent.glob("source.*"))
)
VARIANTS = [folder.name for folder in reading.folders()]
# Of these every one has to be right; of the others nineteen in twenty.
EXACT = ("headings", "paragraphs", "recommendations", "levels", "nesting")


def report_of(name):
    """The first report stands among the seeds, every other beside its expectation."""
    (source,) = [
        *reading.CORPUS.glob(f"{name}/report.*"),
        *SEEDED.glob(f"{name}/report.*"),
    ]
    return source


@pytest.fixture
def _vocabulary(db):
    seeds.load(settings.SEEDS_DIR / "vocabulary")


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("name", WHOLE)
def test_a_report_is_read_as_people_read_it(name):
    report, _ = take_in(report_of(name))

    expected = (reading.CORPUS / name / "expected.json").read_text(encoding="utf-8")
    assert outline(report) == json.loads(expected)
    assert faults_of(report) == []


@pytest.mark.parametrize("name", VARIANTS)
def test_every_paragraph_and_recommendation_of_a_variant_is_found(name):
    folder = reading.CORPUS / name
    found, faults = reading.read(folder)
    expected = reading.expected(folder)

    for part in ("headings", "recommendations"):
        assert found[part] == expected[part]
    for part in ("heading", "number", "text"):
        assert [one[part] for one in found["paragraphs"]] == [
            one[part] for one in expected["paragraphs"]
        ]
    assert faults == []


def test_nineteen_in_twenty_of_all_other_facts_are_right():
    total = dict.fromkeys(FIELDS, Score())
    for folder in reading.folders():
        found, _ = reading.read(folder)
        here = scores(reading.expected(folder), found)
        total = {field: total[field] + here[field] for field in FIELDS}

    shares = {field: total[field].share for field in FIELDS}
    assert {field for field in EXACT if shares[field] < 1} == set()
    assert {field: share for field, share in shares.items() if share < 0.95} == {}


def test_three_in_four_suggested_themes_are_what_people_gave_the_first_report():
    found = suggesting.scores(suggesting.curated(), suggesting.suggested())
    asked, said = (suggesting.total(found[kind]) for kind in suggesting.KINDS)

    assert asked.precision >= 0.9
    assert said.precision >= 0.75
    assert (asked + said).recall >= 0.6


def test_the_table_of_suggestions_owns_up_to_what_the_vocabulary_was_written_for():
    caveat, empty, head, _, *rows = suggesting.table()

    assert "written with this report in view" in caveat
    assert (empty, head) == (
        "",
        "| theme | recommendations, P, R | paragraphs, P, R | all, P, R |",
    )
    assert [row.split(" | ")[0] for row in rows[-1:]] == ["| all"]


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_stored_with_every_word(name):
    report, _ = take_in(reading.source_of(reading.CORPUS / name))

    assert faults_of(report) == []
