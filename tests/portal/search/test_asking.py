"""What the reader typed, as it is looked for: loosened only where that finds something."""

import pytest

from portal.search import alike, asking
from portal.search.asking import sought
from tests.builders import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db
KIND = "recommendation"


@pytest.fixture(autouse=True)
def _recommendations():
    report = make_report(status="published")
    for text in ("Train border officials", "Protect migrant workers"):
        make_recommendation(report, text=text)


@pytest.mark.parametrize(
    ("typed", "is_loosened"),
    [
        ("train officials", False),
        ("train workers", True),
        ("xyzzy", False),
        ("xyzzy qwerty", False),
        ("train xyzzy", True),
        ("", False),
    ],
)
def test_words_are_loosened_where_none_holds_all_and_some_hold_a_few(
    typed, is_loosened
):
    assert sought(typed, KIND).is_loosened == is_loosened


def test_a_wording_of_the_vocabulary_is_loosened_into_its_words():
    theme = make_theme("Fees", synonyms="recruitment fees = placement costs")
    report = make_report(status="published")
    make_recommendation(report, text="Regulate recruitment", themes=[theme])

    found = sought("recruitment fees", KIND)

    assert (found.added, found.is_loosened) == (["placement costs"], True)


def test_a_word_misspelt_is_put_right_and_the_others_stay():
    assert alike.instead_of("protekt migrant workrs", KIND) == [
        "protect migrant workers"
    ]


def test_nothing_is_offered_instead_that_would_find_nothing():
    assert asking.instead_of("speaker:protekt", KIND) == ["speaker protect"]
    assert asking.instead_of("speaker:protekt", "contribution") == []


def test_nothing_is_offered_instead_of_what_is_found_in_another_spelling():
    make_recommendation(make_report(status="published"), text="Labor rights")

    assert asking.instead_of("labour", KIND) == []


def test_however_many_words_are_typed_few_are_looked_at(monkeypatch):
    looked_at = []
    monkeypatch.setattr(
        alike, "similar", lambda asked, word, only: looked_at.append(word)
    )

    alike.instead_of(" ".join(f"zq{number} zq1" for number in range(60)), KIND)

    assert looked_at == ["zq0", "zq1", "zq2", "zq3", "zq4", "zq5"]
