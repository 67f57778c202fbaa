"""Suggestions for one report: what the text itself says first, then what shares words and subjects."""

from dataclasses import replace

import pytest

from portal.content.found_references import NoReports, with_found_references
from portal.content.schema import Paragraph, RationaleLink, Recommendation, Session
from portal.content.snapshot import Snapshot
from portal.rationale.known_words import RationaleVocabulary
from portal.rationale.scoring import RationaleScorer
from portal.rationale.suggestions import (
    RationaleSuggestions,
    paragraph_text,
    recommendation_text,
)
from portal.rationale.weights import Weights

NO_VOCABULARY = RationaleVocabulary()
FISHING = "Trawlers from abroad empty the fishing grounds, and patrols never come."
SCHOOLS = "School meals keep pupils in class, said the ministry of education."
PATROLS = "Send patrols against trawlers to the fishing grounds"
MEALS = "Offer school meals, so that pupils stay in class"
OTHERS = (
    "Roads are washed away in every monsoon, and no budget repairs them.",
    "Nurses leave for better wages as soon as their studies end.",
    "Courts take nine years to decide about land.",
    "Electricity reaches half of the islands for six hours a day.",
    "Old bridges carry more lorries than they were built for.",
    "Libraries close because nobody buys books.",
    "Two airlines compete for tourists from the north.",
    "Rice is stored in damp barns, where mice eat a tenth.",
)
THEME = 7


def snapshot(*paragraphs, recommendations=(PATROLS, MEALS), last="They agreed on this.", after=()):
    """Return a report: the paragraphs, eight on other matters, the last one with the
    recommendations, and those after it.
    """
    own = len(paragraphs) + len(OTHERS) + 1
    texts = {
        key: Paragraph(key, 1, key, f"p{key}", text, "named", f"{key}.", str(key))
        for key, text in enumerate([*paragraphs, *OTHERS, last, *after], start=1)
    }
    records = {
        key: Recommendation(key, key, f"9.{key}", text, paragraph=own)
        for key, text in enumerate(recommendations, start=1)
    }
    session = Session(1, 1, "session", "Text", "text")
    built = Snapshot(session={1: session}, paragraph=texts, recommendation=records)
    return with_found_references(built, [*texts.values(), *records.values()], NoReports())


REPORT = snapshot(FISHING, SCHOOLS)


def offered(report, recommendation=1):
    suggestions = RationaleSuggestions(report, NO_VOCABULARY)
    return [one.paragraph for one in suggestions.offered(recommendation)]


def test_the_paragraph_with_the_words_of_a_recommendation_is_suggested_with_these_words():
    (suggestion,) = RationaleSuggestions(REPORT, NO_VOCABULARY).offered(1)

    assert (suggestion.paragraph, suggestion.is_certain) == (1, False)
    assert sorted(suggestion.match.words) == ["fishing", "grounds", "patrols", "trawlers"]


def test_nothing_is_suggested_for_what_nobody_spoke_of():
    report = snapshot(FISHING, SCHOOLS, recommendations=["Vaccinate dogs"])

    assert offered(report) == []


def test_the_paragraph_of_a_recommendation_is_not_suggested_for_it():
    report = snapshot(SCHOOLS, last=f"{FISHING} They agreed on this.")

    assert offered(report) == []


def test_at_most_five_are_offered():
    report = snapshot(*[FISHING] * 6)
    scorer = RationaleScorer(
        [paragraph_text(one) for one in report.paragraphs],
        [recommendation_text(one) for one in report.recommendations],
        NO_VOCABULARY.reader("en"),
        {},
        Weights(floor=0),
    )

    assert [match.paragraph for match in scorer.offered(1)] == [1, 2, 3, 4, 5]


def test_weak_suggestions_are_left_out_beside_a_strong_one():
    report = snapshot(FISHING, "Patrols are dear, said the ministry.")
    weak = dict(RationaleSuggestions(report, NO_VOCABULARY).scorer.ranked(1))[2]

    assert weak > 0
    assert offered(report) == [1]


def test_a_common_theme_counts_beside_common_words():
    boats = "Boats are scarce, said the coast guard."
    report = snapshot(boats, SCHOOLS)
    themed = report.with_records(
        report.paragraph[1]._replace(themes=((THEME, "confirmed"),)),
        report.recommendation[1]._replace(themes=((THEME, "suggested"),)),
    )
    scorers = [RationaleSuggestions(one, NO_VOCABULARY).scorer for one in (report, themed)]

    without, with_theme = (dict(scorer.ranked(1))[1] for scorer in scorers)

    assert without == 0 < with_theme
    assert scorers[1].match(1, 1).themes == {THEME}


def test_words_that_point_to_the_same_theme_count_as_well():
    vocabulary = RationaleVocabulary(((THEME, ("illegal fishing", "fishing boats", "boats")),))
    report = snapshot("Boats are scarce, said the coast guard.")

    scores = [
        dict(RationaleSuggestions(report, known).scorer.ranked(1))[1]
        for known in (NO_VOCABULARY, vocabulary)
    ]

    assert scores[0] == 0 < scores[1]


def test_two_wordings_of_one_meaning_count_as_common_words():
    report = snapshot(
        "The recruitment costs ruin families.", recommendations=["Cap recruitment fees"]
    )
    synonyms = RationaleVocabulary(synonym_sets=(("recruitment fees", "recruitment costs"),))

    without, with_synonyms = (
        dict(RationaleSuggestions(report, known).scorer.ranked(1))[1]
        for known in (NO_VOCABULARY, synonyms)
    )

    assert 0 < without < with_synonyms


def test_what_the_report_itself_says_counts_less_than_what_a_speaker_says():
    report = snapshot(FISHING, FISHING)
    told = report.with_records(report.paragraph[1]._replace(voice="document"))

    assert offered(report) == [1, 2]
    assert offered(told) == [2]


def test_in_a_report_without_speakers_the_voice_makes_no_difference():
    told = REPORT.with_records(
        *(one._replace(voice="document") for one in REPORT.paragraph.values())
    )

    assert offered(told) == offered(REPORT) == [1]


def test_texts_in_another_language_are_compared_by_its_stems():
    report = snapshot("Les codes nationaux changent.", recommendations=["Un droit national"])
    french = replace(report, report=report.report._replace(language="fr"))

    scores = [
        dict(RationaleSuggestions(one, NO_VOCABULARY).scorer.ranked(1))[1]
        for one in (report, french)
    ]

    assert scores[0] == 0 < scores[1]


def test_what_a_paragraph_says_it_leads_to_is_certain_and_comes_first():
    report = snapshot(FISHING, "Discussion outcomes are presented in paragraph 11.")

    suggestions = RationaleSuggestions(report, NO_VOCABULARY).offered(1)

    assert [(one.paragraph, one.is_certain, one.phrase) for one in suggestions] == [
        (2, True, "paragraph 11"),
        (1, False, ""),
    ]


def test_a_paragraph_that_looks_back_at_recommendations_led_to_none():
    report = snapshot(FISHING, after=["The co-chairs will report on paragraph 10."])

    assert offered(report) == [1]


def test_what_a_recommendation_refers_to_is_certain_wherever_it_stands():
    report = snapshot(FISHING, recommendations=["Do as in paragraph 11"], after=[SCHOOLS])

    assert offered(report) == [11]


def test_what_the_paragraph_of_a_recommendation_refers_to_is_certain():
    report = snapshot(FISHING, SCHOOLS, last="Because of paragraph 2, they agreed on this.")

    assert offered(report) == [2, 1]


def test_a_rejected_reference_makes_nothing_certain():
    report = snapshot(FISHING, "Discussion outcomes are presented in paragraph 11.")
    (reference,) = report.cross_reference.values()
    rejected = report.with_records(reference._replace(status="rejected"))

    assert offered(report) == [2, 1]
    assert offered(rejected) == [1]


@pytest.mark.parametrize("status", ["confirmed", "rejected"])
def test_what_was_decided_is_not_suggested_again(status):
    link = RationaleLink(1, 1, 1, status)
    suggestions = RationaleSuggestions(replace(REPORT, rationale_link={1: link}), NO_VOCABULARY)

    assert suggestions.for_recommendation(REPORT.recommendation[1]) == []


def test_suggestions_of_a_paragraph_are_those_of_the_recommendations():
    suggestions = RationaleSuggestions(REPORT, NO_VOCABULARY)

    both = {
        (one.recommendation, one.paragraph)
        for paragraph in REPORT.paragraphs
        for one in suggestions.for_paragraph(paragraph)
    }

    assert both == {(1, 1), (2, 2)}


def test_a_report_without_texts_has_no_suggestions():
    empty = RationaleSuggestions(Snapshot(), NO_VOCABULARY)
    alone = RationaleSuggestions(snapshot(recommendations=["?"]), NO_VOCABULARY)

    assert empty.undecided_certain() == []
    assert alone.offered(1) == []
