"""In minutes a label precedes each statement; it is a name if it comes again, or is listed."""

import pytest

from portal.parsing import pipeline
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.source import Source
from portal.parsing.transcripts import label_of, names_by_label

MINUTES = [
    "Ana: Fees are high.",
    "Bo: They are low.",
    "Ana: Not in Marwick.",
    "Bo: There as well.",
    "Ana: Who says so?",
    "Bo: I do.",
]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ana: Fees are high.", "Ana"),
        ("Ana Lund: Fees are high.", "Ana Lund"),
        ("Ana_Lund: Fees are high.", "Ana Lund"),
        ("Åsa Ørn-Vik : Fees are high.", "Åsa Ørn-Vik"),
        ("Note: Fees are high.", ""),
        ("Agenda: Fees.", ""),
        ("Actions: Pay fees.", ""),
        ("fees: They are high.", ""),
        ("Ana:", ""),
        ("The fees of all the ports: they are high.", ""),
        ("At 10:30 it rained.", ""),
    ],
)
def test_the_label_of_a_statement_is_the_capitalized_word_or_name_before_its_colon(text, label):
    assert label_of(text) == label


def test_labels_that_come_again_and_again_are_names():
    assert names_by_label(MINUTES, []) == {"Ana": "Ana", "Bo": "Bo"}


def test_a_label_is_completed_from_the_list_of_those_present():
    assert names_by_label(MINUTES, ["Ana Lund", "Bo Strand"]) == {
        "Ana": "Ana Lund",
        "Bo": "Bo Strand",
    }


def test_a_label_is_found_in_the_list_by_its_first_letters_and_without_accents():
    texts = [text.replace("Ana", "ASA") for text in MINUTES]

    assert names_by_label(texts, ["Åsa Lund", "Bo Strand"])["ASA"] == "Åsa Lund"


def test_a_label_that_two_listed_people_share_stays_as_it_is_printed():
    assert names_by_label(MINUTES, ["Ana Lund", "Ana Holm"])["Ana"] == "Ana"


def test_a_person_with_two_names_who_speaks_once_among_others_is_a_name():
    assert names_by_label([*MINUTES, "Cy Marsh: Let us vote."], [])["Cy Marsh"] == "Cy Marsh"


def test_a_single_word_that_comes_once_is_no_name():
    assert "Tides" not in names_by_label([*MINUTES, "Tides: They rise."], [])


@pytest.mark.parametrize(
    "texts",
    [
        [],
        MINUTES[:4],
        ["Wells: Dig.", "Trees: Plant.", "Fees: Pay.", "Ports: Open.", "Ships: Build."],
        6 * ["Result: It rained."],
    ],
)
def test_a_text_with_few_labels_or_labels_that_do_not_alternate_is_no_conversation(texts):
    assert names_by_label(texts, []) == {}


def test_the_people_in_a_list_speak_in_the_minutes_of_their_meeting():
    text = "Minutes of the Tide Board\n3 May 2019\n\nAttendance\n\n1. Present: Ana Lund, Bo Strand, Cy Marsh\n\n"
    text += "Session 1: Fees\n\n" + "\n\n".join(MINUTES)
    draft = pipeline.parse_report(Source("r.txt", "text/plain", text), Vocabulary(Gazetteer.of([])))

    speakers = [
        [speaker.name for speaker in paragraph.speakers]
        for paragraph in draft.sessions[-1].paragraphs
    ]
    assert speakers == 3 * [["Ana Lund"], ["Bo Strand"]]


def test_words_before_texts_without_a_person_are_no_names():
    texts = 3 * ["Strengths: Many wells.", "Weaknesses: Few trees."]

    assert names_by_label(texts, []) == {}


def test_a_few_statements_are_minutes_if_the_document_lists_all_who_speak():
    listed = ["Ana Lund", "Cy Marsh"]

    assert names_by_label(["Ana: Fees.", "Cy: Wells."], listed) == {
        "Ana": "Ana Lund",
        "Cy": "Cy Marsh",
    }
    assert names_by_label(["Ana: Fees.", "Strengths: Wells."], listed) == {}


def test_a_role_before_a_colon_is_no_name():
    texts = [*MINUTES, *3 * ["Moderator: Who is next?", "Audience: I am."]]

    assert names_by_label(texts, []) == {"Ana": "Ana", "Bo": "Bo"}


def test_the_title_in_a_label_is_no_part_of_the_name():
    text = "# Panel\n\nSession 1: Fees\n\n" + "\n\n".join(f"Dr. {line}" for line in MINUTES)
    draft = pipeline.parse_report(Source("r.md", "text/markdown", text), Vocabulary())

    assert [(speaker.name, speaker.printed_name) for speaker in draft.speakers] == [
        ("Ana", "Dr. Ana"),
        ("Bo", "Dr. Bo"),
    ]
