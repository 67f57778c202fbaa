"""Lists in annexes say who took part."""

import pytest

from portal.importing import parse
from portal.importing.readers.sheet import Sheet
from portal.importing.source import Layout, Source
from portal.importing.vocabulary import Names, Vocabulary

VOCABULARY = Vocabulary(
    organizations=Names.of(
        [("oman", ["Oman"]), ("mfa", ["Ministry of Foreign Affairs"]), ("iom", ["IOM"])]
    )
)
FRONT = "ARF Workshop\n2 May 2019\n\n1. Ms. Li Na, Director, IOM, said so.\n\n"


def of(draft):
    return [
        (one.name, one.printed_name, one.position, one.organizations)
        for one in draft.participants
    ]


def read(text):
    return parse.parse(Source("r.txt", "text/plain", FRONT + text), VOCABULARY)


def test_a_list_names_people_with_position_and_organization():
    draft = read(
        "Annex B: List of Participants\n\n"
        "- H.E. Mr. Sami Al Harthy, Ambassador, Ministry of Foreign Affairs\n"
        "- Ana Reyes, Researcher; \n"
        "- Ms. Li Na, Director, IOM\n"
    )

    assert of(draft) == [
        ("Sami Al Harthy", "H.E. Mr. Sami Al Harthy", "Ambassador", ["mfa"]),
        ("Ana Reyes", "Ana Reyes", "Researcher", []),
    ]
    assert [one.role for one in draft.participants] == ["delegate", "delegate"]
    assert [one.name for one in draft.speakers] == ["Li Na"]


def test_a_line_that_names_a_body_says_from_where_the_next_come():
    draft = read("Annex: Participants\n\nOMAN\n\nOman\n\n- Mr. Said Badr, Counsellor\n")

    assert of(draft) == [("Said Badr", "Mr. Said Badr", "Counsellor", ["oman"])]


def test_the_head_of_a_delegation_is_named_in_a_sentence():
    draft = read(
        "Annex: Composition of the delegation\n\n"
        "The delegation of Oman was headed by H.E. Mr. Said Badr, Minister, and composed of "
        "the following members:\n\n- Ms. Mona Zaki, Adviser\n"
    )

    assert [(name, position) for name, _, position, _ in of(draft)] == [
        ("Said Badr", "Minister"),
        ("Mona Zaki", "Adviser"),
    ]


def test_a_table_names_a_person_in_each_row():
    sheet = Sheet()
    sheet.write("Annex 1: List of participants", Layout(heading=1))
    for row in ("No.\tName\tPosition", "1\tMr. Said Badr\tAdviser\tOman"):
        sheet.write(row, Layout(is_row=True))
    draft = parse.parse(sheet.source("r.docx", "x"), VOCABULARY)

    assert of(draft) == [("Said Badr", "Mr. Said Badr", "Adviser", ["oman"])]


@pytest.mark.parametrize(
    "annex",
    [
        "Annex A: Agenda\n\n- Mr. Said Badr, Adviser\n",
        "Annex A: Participants\n\n- 9.00 Registration\n- the ministries of labour\n",
    ],
)
def test_other_lists_name_no_participants(annex):
    assert of(read(annex)) == []
