"""The words of theme labels that tell the field of a vocabulary, and those that tell one theme."""

import pytest

from portal.parsing.gazetteer import Gazetteer
from portal.parsing.label_words import LabelWords

TRADES = ["Growing", "Milling", "Selling"]
FARMING = LabelWords.of(
    Gazetteer.of(
        [
            *((trade.lower(), [f"{trade} wheat", f"Wheaten {trade}", "Trade"]) for trade in TRADES),
            (
                "irrigation",
                ["Irrigation", *(f"irrigation in {n}" for n in ("Chad", "Mali", "Iran"))],
            ),
            ("rain", ["Rainfall", "Irrigation by rain", "drainage of wheat", "rainy season"]),
            (
                "seeds",
                ["Seeds", *(f"{kind} seeds" for kind in ("winter", "summer", "spring", "old"))],
            ),
        ]
    )
)


def test_words_that_begin_alike_in_labels_of_many_themes_tell_the_field():
    assert FARMING.domain == {"wheat", "wheaten", "trade"}


@pytest.mark.parametrize(
    ("text", "is_about"),
    [("The price of Wheat", True), ("Wheatears are birds", False), ("", False)],
)
def test_a_text_is_on_the_field_if_it_has_one_of_its_words(text, is_about):
    assert FARMING.is_about_domain(text) == is_about


def test_every_text_is_on_the_field_of_a_vocabulary_that_shows_none():
    assert LabelWords.of(Gazetteer.of([("seeds", ["Seeds"])])).is_about_domain("Rain fell")


@pytest.mark.parametrize(
    ("label", "slug", "is_telling"),
    [
        ("winter seeds", "seeds", True),
        ("seeds", "seeds", False),
        ("irrigation in Chad", "irrigation", False),
        ("rainy season", "rain", False),
    ],
)
def test_a_phrase_with_a_word_of_most_labels_of_one_theme_tells_it(label, slug, is_telling):
    assert FARMING.is_telling(label, slug) == is_telling
