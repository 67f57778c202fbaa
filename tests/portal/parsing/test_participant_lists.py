"""Participants are read from the lists in annexes."""

import pytest

from portal.documents.readers.text_builder import TextBuilder
from portal.parsing import pipeline
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.source import Layout, Source

VOCABULARY = Vocabulary(
    organizations=Gazetteer.of(
        [("oman", ["Oman"]), ("mfa", ["Ministry of Foreign Affairs"]), ("iom", ["IOM"])]
    )
)
FRONT = "ARF Workshop\n2 May 2019\n\n1. Ms. Li Na, Director, IOM, said so.\n\n"


def participants_of(draft):
    return [
        (
            participant.name,
            participant.printed_name,
            participant.position,
            participant.organizations,
        )
        for participant in draft.participants
    ]


def read(text):
    return pipeline.parse_report(Source("r.txt", "text/plain", FRONT + text), VOCABULARY)


def test_a_participant_list_yields_people_with_position_and_organization():
    draft = read(
        "Annex B: List of Participants\n\n"
        "- H.E. Mr. Sami Al Harthy, Ambassador, Ministry of Foreign Affairs\n"
        "- Ana Reyes, Researcher; \n"
        "- Ms. Li Na, Director, IOM\n"
    )

    assert participants_of(draft) == [
        ("Sami Al Harthy", "H.E. Mr. Sami Al Harthy", "Ambassador", ["mfa"]),
        ("Ana Reyes", "Ana Reyes", "Researcher", []),
    ]
    assert [participant.role for participant in draft.participants] == ["delegate", "delegate"]
    assert [speaker.name for speaker in draft.speakers] == ["Li Na"]


def test_an_organization_line_gives_the_following_participants_their_organization():
    draft = read("Annex: Participants\n\nOMAN\n\nOman\n\n- Mr. Said Badr, Counsellor\n")

    assert participants_of(draft) == [("Said Badr", "Mr. Said Badr", "Counsellor", ["oman"])]


def test_the_head_of_a_delegation_is_read_from_a_sentence():
    draft = read(
        "Annex: Composition of the delegation\n\n"
        "The delegation of Oman was headed by H.E. Mr. Said Badr, Minister, and composed of "
        "the following members:\n\n- Ms. Mona Zaki, Adviser\n"
    )

    assert [(name, position) for name, _, position, _ in participants_of(draft)] == [
        ("Said Badr", "Minister"),
        ("Mona Zaki", "Adviser"),
    ]


def test_a_table_yields_a_participant_per_row():
    sheet = TextBuilder()
    sheet.write("Annex 1: List of participants", Layout(heading=1))
    for row in ("No.\tName\tPosition", "1\tMr. Said Badr\tAdviser\tOman"):
        sheet.write(row, Layout(is_row=True))
    draft = pipeline.parse_report(sheet.source("r.docx", "x"), VOCABULARY)

    assert participants_of(draft) == [("Said Badr", "Mr. Said Badr", "Adviser", ["oman"])]


@pytest.mark.parametrize(
    "annex",
    [
        "Annex A: Agenda\n\n- Mr. Said Badr, Adviser\n",
        "Annex A: Participants\n\n- 9.00 Registration\n- the ministries of labour\n",
    ],
)
def test_lists_without_people_or_outside_participant_annexes_yield_no_participants(annex):
    assert participants_of(read(annex)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Present: Ana Lund, Bo Strand, Cy Marsh",
        "Participants: Ana Lund; Bo Strand; and Cy Marsh.",
        "The participants were Ana Lund, Bo Strand and Cy Marsh.",
        "The following members attended: Ana Lund, Bo Strand, Cy Marsh.",
    ],
)
def test_the_people_whom_a_sentence_enumerates_are_participants(sentence):
    draft = read(f"Session 1: Fees\n\n2. {sentence}\n")

    assert [name for name, _, _, _ in participants_of(draft)] == [
        *("Ana Lund", "Bo Strand", "Cy Marsh")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Present: Ana Lund, Bo Strand",
        "Participants: fees, ports, ships and tides",
        "The participants were glad, tired and hungry.",
        "Ana Lund, Bo Strand, Cy Marsh wrote to the board.",
    ],
)
def test_a_sentence_with_few_names_or_other_words_enumerates_nobody(sentence):
    assert participants_of(read(f"Session 1: Fees\n\n2. {sentence}\n")) == []


def test_a_person_with_one_name_is_a_participant_among_others_with_two():
    draft = read("Session 1: Fees\n\n2. Present: Ana Lund, Bo Strand, Cy Marsh, Dee\n")

    assert [name for name, _, _, _ in participants_of(draft)] == [
        *("Ana Lund", "Bo Strand", "Cy Marsh", "Dee")
    ]


def test_each_line_of_a_paragraph_is_a_participant_if_most_lines_are():
    draft = read("Annex: Participants\n\nAna Lund, Director\nBo Strand, Adviser\nCy Marsh\n")

    assert [(name, position) for name, _, position, _ in participants_of(draft)] == [
        ("Ana Lund", "Director"),
        ("Bo Strand", "Adviser"),
        ("Cy Marsh", ""),
    ]


def test_a_list_below_a_short_heading_in_the_body_is_a_list_of_participants():
    text = "# Workshop\n2 May 2019\n\n# Participants\n\n- Ana Lund, Director\n- Bo Strand\n"
    draft = pipeline.parse_report(Source("r.md", "text/markdown", text), VOCABULARY)

    assert [name for name, _, _, _ in participants_of(draft)] == ["Ana Lund", "Bo Strand"]


def test_the_list_completes_the_position_of_somebody_who_speaks():
    text = "ARF Workshop\n2 May 2019\n\n1. Ms. Li Na said so.\n\n"
    text += "Annex: Participants\n\n- Ms. Li Na, Director, IOM\n"
    draft = pipeline.parse_report(Source("r.txt", "text/plain", text), VOCABULARY)

    assert [
        (speaker.name, speaker.position, speaker.organizations) for speaker in draft.speakers
    ] == [("Li Na", "Director", ["iom"])]


def test_a_block_of_lines_is_a_participant_without_telephone_and_address():
    draft = read(
        "Annex 1: Participants\n\nMr. Bo Reyes\nSenior Analyst\nTel: +251 11 000 000\nbo@example.org\n\n"
        "Ana Lund\nHarbour Board of Marwick\n\nRESOURCE PERSONS\n"
    )

    assert [(name, position) for name, _, position, _ in participants_of(draft)] == [
        ("Bo Reyes", "Senior Analyst"),
        ("Ana Lund", "Harbour Board of Marwick"),
    ]


def test_a_position_and_a_body_that_look_like_names_belong_to_the_person_before_them():
    draft = read(
        "Annex B: List of Participants\n\n"
        "- Ms. Pia Rostam, General Secretary, Seafarers Trade Council\n"
        "- Mr. Ben Otto, Deputy Head, Oman\n"
    )

    assert participants_of(draft) == [
        ("Pia Rostam", "Ms. Pia Rostam", "General Secretary, Seafarers Trade Council", []),
        ("Ben Otto", "Mr. Ben Otto", "Deputy Head", ["oman"]),
    ]
