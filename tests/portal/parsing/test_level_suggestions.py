"""The words of a recommendation may suggest its level."""

import pytest

from portal.parsing.level_suggestions import suggest_level
from portal.parsing.notes import level_notes
from portal.parsing.parsed_report import ParsedReport, Recommendation


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [
        ("Adopt national laws on fees.", "national", "national"),
        ("Publish the fees of all ports in the ASEAN region.", "regional", "in the ASEAN region"),
        ("Conclude bilateral agreements on wells.", "bilateral", "bilateral"),
        ("Share tide tables at all  levels.", "all", "at all levels"),
        ("Train diggers nationally and regionally.", "all", "nationally and regionally"),
    ],
)
def test_one_level_is_suggested_with_the_words_that_suggest_it(text, level, words):
    suggestion = suggest_level(text)

    assert (suggestion.level, suggestion.words) == (level, words)


@pytest.mark.parametrize(
    "text",
    [
        "Publish fees.",
        "Follow international and multinational rules.",
        "Adopt national laws and regional rules.",
        "Admit third-country nationals.",
    ],
)
def test_no_level_is_suggested_by_no_words_or_by_several_levels(text):
    assert suggest_level(text) is None


def notes(*texts):
    recommendations = [
        Recommendation(str(number), text, []) for number, text in enumerate(texts, start=1)
    ]
    return [note.reason for note in level_notes(ParsedReport(recommendations=recommendations))]


def test_the_note_about_a_missing_level_gives_the_suggestion_and_its_reason():
    assert notes("Adopt national laws.", "Dig wells.") == [
        "Recommendation 1 has no stated level; “national” suggests “national”.",
        "Recommendation 2 has no stated level.",
    ]


def test_the_note_about_all_levels_counts_the_suggestions():
    assert notes(*3 * ["Adopt national laws."], *4 * ["Dig wells."]) == [
        "None of the 7 recommendations has a stated level; the words of 3 suggest “national”."
    ]
