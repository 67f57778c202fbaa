"""Speakers without an honorific are recognized by their position or a list, and a verb."""

import pytest

from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.untitled_names import opening_untitled_name

VOCABULARY = Vocabulary(
    organizations=Gazetteer.of([("harbour", ["Harbour Trust"])]),
    people=Gazetteer.of([("cy-marsh", ["Cy Marsh"])]),
)


def name_in(text, known_names=()):
    found = opening_untitled_name(text, VOCABULARY, known_names)
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
    found = opening_untitled_name(text, VOCABULARY, ())

    assert (found.position, text[found.start : found.end], found.is_established) == (
        "The Deputy Director",
        "The Deputy Director Ana Lund",
        True,
    )


def test_a_name_with_particles_is_read_whole():
    text = "Ana van der Lund, Director of Ports, noted that fees are high."

    assert name_in(text) == "Ana van der Lund"
