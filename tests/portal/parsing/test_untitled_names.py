"""Speakers without an honorific are recognized by their position or a list, and a verb."""

import pytest

from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.untitled_names import (
    NameEvidence,
    names_of_talk,
    opening_untitled_name,
    untitled_names,
)

VOCABULARY = Vocabulary(
    organizations=Gazetteer.of([("harbour", ["Harbour Trust"])]),
    people=Gazetteer.of([("cy-marsh", ["Cy Marsh"])]),
)


def name_in(text, known_names=()):
    found = opening_untitled_name(text, NameEvidence(VOCABULARY, frozenset(known_names)))
    return found.name if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lund, Director of Ports, noted that fees are high.",
        "Ana Lund, a member of the harbour team, argued for it.",
        "Director Ana Lund noted that fees are high.",
        "The Deputy Director Ana Lund noted that fees are high.",
        "In the debate, Ana Lund, Director of Ports, noted it.",
        "Ana Lund [19], a contributor to the paper, argued for it.",
        "The first keynote was delivered by Ana Lund.",
        "A paper on fees was presented by Ana Lund of Marwick.",
    ],
)
def test_a_name_with_a_position_and_a_verb_is_a_speaker(text):
    assert name_in(text) == "Ana Lund"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lund noted that fees are high.",
        "Ana Lund, Director of Ports, with a boat.",
        "Harbour Trust, a member of the board, noted it.",
        "Working Group, a member of the board, noted it.",
        "Fees, Director of Ports, noted it.",
        "It was noted by Ana Lund, Director of Ports.",
        "",
    ],
)
def test_words_without_a_position_or_a_verb_and_names_of_bodies_are_no_speakers(text):
    assert name_in(text) is None


def test_a_name_that_the_document_lists_needs_no_position():
    assert name_in("Ana Lund noted that fees are high.", {"ana lund"}) == "Ana Lund"


def test_a_recorded_person_needs_no_position():
    assert name_in("Cy Marsh noted that fees are high.") == "Cy Marsh"


def test_a_listed_name_needs_a_verb():
    assert name_in("Ana Lund of Marwick.", {"ana lund"}) is None


def test_a_name_with_a_particle_is_read_whole():
    assert name_in("Ana van Lund, Director of Ports, noted it.") == "Ana van Lund"


def test_the_position_before_a_name_is_kept_beside_it():
    text = "The Deputy Director Ana Lund noted that fees are high."
    found = opening_untitled_name(text, NameEvidence(VOCABULARY))

    assert (found.position, text[found.start : found.end], found.is_established) == (
        "The Deputy Director",
        "The Deputy Director Ana Lund",
        True,
    )


def test_a_name_with_particles_is_read_whole():
    text = "Ana van der Lund, Director of Ports, noted that fees are high."

    assert name_in(text) == "Ana van der Lund"


WORDS = frozenset(f"word{letter}{other}" for letter in "abcdefghijklm" for other in "abcdefghijklm")


def names(sentence, *, lower_words=WORDS, listed=()):
    evidence = NameEvidence(VOCABULARY, frozenset(listed), lower_words)
    return [(found.name, found.is_guessed) for found in untitled_names(sentence, evidence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ana Lund argued that fees are high.", [("Ana Lund", True)]),
        ("Ana Lund was pleased.", []),
        ("LUND ANA argued that fees are high.", []),
        ("Harbour Trust argued that fees are high.", []),
        ("Ana Lund (“Fees of Ports”) showed fees.", [("Ana Lund", False)]),
        (
            "Cy Marsh noted fees, while Ana Lund highlighted wells.",
            [("Cy Marsh", False), ("Ana Lund", True)],
        ),
        ("A question from Ana Lund was left open.", [("Ana Lund", False)]),
        ("Fees are high, a point raised by Ana Lund.", [("Ana Lund", False)]),
        ("Fees are high, with Ana Lund noting that they fell.", [("Ana Lund", False)]),
        ("Fees are high, with Ana Lund in the chair.", []),
    ],
)
def test_names_unlike_the_words_of_the_document_are_speakers_where_one_is_named(sentence, expected):
    assert names(sentence) == expected


@pytest.mark.parametrize("words", [WORDS | {"lund"}, frozenset({"fees"})])
def test_words_that_the_document_has_in_lower_case_or_a_short_document_are_no_evidence(words):
    assert names("Ana Lund argued that fees are high.", lower_words=words) == []


@pytest.mark.parametrize(
    "sentence",
    ["Ana Lund from the Port Authority of Marwick said so.", "Ana Lund of Marwick gave a talk."],
)
def test_a_name_with_an_affiliation_is_a_speaker(sentence):
    assert names(sentence, lower_words=frozenset()) == [("Ana Lund", False)]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Fees of Ports - Ana Lund", ["Ana Lund"]),
        ("Fees of Ports – Ana Lund, Bo Reyes and the harbour team", ["Ana Lund", "Bo Reyes"]),
        ("Ana Lund: Fees of Ports", ["Ana Lund"]),
        ("Ana Lund (Port Authority): Fees of Ports", ["Ana Lund"]),
        ("Fees of ports", []),
        ("Blue Growth: a plan for the coast", []),
    ],
)
def test_an_entry_in_a_list_of_talks_names_who_gave_it(entry, expected):
    evidence = NameEvidence(VOCABULARY, frozenset({"ana lund"}))

    assert [found.name for found in names_of_talk(entry, evidence)] == expected
