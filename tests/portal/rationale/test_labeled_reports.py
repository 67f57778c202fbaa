"""Suggestions agree with what people chose, by reading, for four reports."""

import pytest

from tests.corpus import rationale


@pytest.mark.parametrize(
    ("path", "with_subjects"),
    [(rationale.FIRST, True), (rationale.SECOND, False), (rationale.THIRD, False)],
    ids=["first report", "report kept aside", "short report kept aside"],
)
def test_three_in_five_suggestions_are_right_and_four_in_five_statements_are_suggested(
    path, with_subjects
):
    measured = rationale.measure(rationale.labeled_snapshot(path, with_subjects=with_subjects))

    assert measured.precision >= 0.6
    assert measured.recall >= 0.8


@pytest.mark.parametrize(
    ("path", "precision", "recall"),
    [(rationale.FIRST, 0.6, 0.75), (rationale.REWORDED, 0.35, 0.5)],
    ids=["first report without curated subjects", "report that avoids the words of its discussion"],
)
def test_less_is_found_without_curated_subjects_and_without_common_words(path, precision, recall):
    measured = rationale.measure(rationale.labeled_snapshot(path))

    assert measured.precision >= precision
    assert measured.recall >= recall


def test_every_recommendation_of_the_first_report_is_labeled():
    snapshot = rationale.labeled_snapshot(rationale.FIRST)

    labeled = {link.recommendation for link in snapshot.rationale_link.values()}
    assert labeled == snapshot.recommendation.keys()
    assert len(labeled) == 26
