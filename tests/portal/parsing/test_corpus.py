"""Whole reports are compared with their hand-made expectations."""

import json

import pytest
from django.conf import settings

from portal.content.stored_coverage import find_errors
from portal.exports.json_export import outline
from portal.imports.importer import import_path
from tests.builders.seeded_portal import copy_vocabulary
from tests.corpus import reading, suggesting
from tests.corpus.accuracy import FIELDS, Score, scores

SEEDED = settings.SEEDS_DIR / "reports"
WHOLE = sorted(
    path.parent.name
    for path in reading.CORPUS.glob("*/expected.json")
    if not list(path.parent.glob("source.*"))
)
VARIANTS = [folder.name for folder in reading.folders()]
# In these fields every fact has to be right; in the others 95 percent.
EXACT = ("headings", "paragraphs", "recommendations", "levels", "nesting")


def report_of(name):
    """Return the source: of the first report among the seeds, of any other beside its expectation."""
    (source,) = [
        *reading.CORPUS.glob(f"{name}/report.*"),
        *SEEDED.glob(f"{name}/report.*"),
    ]
    return source


@pytest.fixture
def _vocabulary(db):
    copy_vocabulary()


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("name", WHOLE)
def test_a_report_is_parsed_into_its_expected_outline(name):
    report, _ = import_path(report_of(name))

    expected = (reading.CORPUS / name / "expected.json").read_text(encoding="utf-8")
    assert outline(report) == json.loads(expected)
    assert find_errors(report) == []


@pytest.mark.parametrize("name", VARIANTS)
def test_every_paragraph_and_recommendation_of_a_variant_is_parsed(name):
    folder = reading.CORPUS / name
    actual, errors = reading.read(folder)
    expected = reading.expected(folder)

    for part in ("headings", "recommendations"):
        assert actual[part] == expected[part]
    for part in ("heading", "number", "text"):
        assert [paragraph[part] for paragraph in actual["paragraphs"]] == [
            paragraph[part] for paragraph in expected["paragraphs"]
        ]
    assert errors == []


def test_at_least_95_percent_of_all_other_facts_are_parsed_correctly():
    total = dict.fromkeys(FIELDS, Score())
    for folder in reading.folders():
        actual, _ = reading.read(folder)
        folder_scores = scores(reading.expected(folder), actual)
        total = {field: total[field] + folder_scores[field] for field in FIELDS}

    shares = {field: total[field].share for field in FIELDS}
    assert {field for field in EXACT if shares[field] < 1} == set()
    assert {field: share for field, share in shares.items() if share < 0.95} == {}


def test_theme_suggestions_for_the_first_report_reach_the_required_precision_and_recall():
    theme_scores = suggesting.scores(suggesting.curated(), suggesting.suggested())
    recommendations, paragraphs = (
        suggesting.total(theme_scores[kind]) for kind in suggesting.KINDS
    )

    assert recommendations.precision >= 0.9
    assert paragraphs.precision >= 0.9
    assert recommendations.recall >= 0.6
    assert paragraphs.recall >= 0.6


def test_the_theme_suggestion_table_states_the_bias_of_its_vocabulary():
    caveat, empty, head, _, *rows = suggesting.table()

    assert "written with this report in view" in caveat
    assert (empty, head) == (
        "",
        "| theme | recommendations, P, R | paragraphs, P, R | all, P, R |",
    )
    assert [row.split(" | ")[0] for row in rows if row.startswith("| all")] == ["| all"]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (suggesting.SECOND, "recommendations"),
        (suggesting.SECOND, "paragraphs"),
        (suggesting.THIRD, "recommendations"),
    ],
)
def test_themes_of_other_reports_reach_the_required_precision_and_recall(folder, kind):
    themes = suggesting.score_of(folder, "themes", kind)

    assert themes.precision >= 0.9
    assert themes.recall >= 0.6


def test_half_of_the_themes_of_narrative_paragraphs_are_found():
    """Less than required: speakers tell of cases, and name no subject."""
    themes = suggesting.score_of(suggesting.THIRD, "themes", "paragraphs")

    assert themes.precision >= 0.85
    assert themes.recall >= 0.5


@pytest.mark.parametrize("folder", [suggesting.SECOND, suggesting.THIRD])
def test_addressees_of_other_reports_reach_the_required_precision_and_recall(folder):
    addressees = suggesting.score_of(folder, "addressees")

    assert addressees.precision >= 0.8
    assert addressees.recall >= 0.6


def test_addressees_that_the_first_report_names_are_found():
    named = suggesting.score_of_named(suggesting.FIRST)

    assert named.precision >= 0.8
    assert named.recall >= 0.6
