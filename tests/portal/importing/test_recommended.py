"""Which points of a list are recommendations, and whose words they are."""

import pytest

from portal.importing.parse import parse
from portal.importing.source import Source
from portal.importing.vocabulary import Names, Vocabulary

VOCABULARY = Vocabulary(organizations=Names.of([("iom", ["IOM"])]))
POINTS = "\n- Abolish all visas;\n- Close the borders.\n"


def read(text):
    front = "# Workshop on Skills\nBangkok, 2 March 2019\n\nSession 1: A\n\n"
    return parse(Source("report.md", "text/markdown", front + text), VOCABULARY)


def references(draft):
    return [one.reference for one in draft.recommendations]


def codes(draft):
    return [note.code for note in draft.notes]


def discards(draft):
    return [one.text for one in draft.parts if one.reason == "number of a point"]


@pytest.mark.parametrize(
    ("lead_in", "voice"),
    [
        ("Mr. John Smith, Director, IOM suggested the following:", "named"),
        ("Mr. Smith suggested the following:", "named"),
        ("One participant suggested the following measures:", "collective"),
        ("Some participants recommended to:", "collective"),
        ("Group discussions proposed these actions:", "collective"),
        ("Speakers urged to:", "collective"),
        ("He suggested the following measures:", "document"),
    ],
)
@pytest.mark.parametrize("level", ["", "\nA. National Level:\n"])
def test_points_of_some_are_paragraphs_and_no_recommendations(lead_in, voice, level):
    draft = read(f"6. {lead_in}\n{level}{POINTS}")

    assert references(draft) == []
    assert [one.text for one in draft.paragraphs[-2:]] == [
        "Abolish all visas",
        "Close the borders.",
    ]
    assert draft.paragraphs[0].voice == voice
    assert codes(draft).count("points-of-a-speaker") == 2


def test_points_in_an_annex_are_paragraphs():
    draft = read(f"Annex 1: A paper\n\nKey points:\n{POINTS}")

    assert references(draft) == []
    assert codes(draft).count("points-of-a-speaker") == 2


@pytest.mark.parametrize(
    "lead_in",
    [
        "IOM suggested the following measures:",
        "She said that states should:",
        "IOM spoke. Key points:",
    ],
)
def test_a_lead_in_that_tells_of_no_agreement_asks_for_nothing(lead_in):
    draft = read(f"6. {lead_in}\n{POINTS}")

    assert references(draft) == []
    assert len(draft.paragraphs) == 3


@pytest.mark.parametrize(
    ("lead_in", "voice"),
    [
        ("Participants recommended the following measures:", "agreed"),
        ("In conclusion, the meeting agreed to:", "agreed"),
        ("It was agreed to:", "agreed"),
        ("All participants agreed to:", "agreed"),
        ("Participants suggested the following:", "collective"),
        ("The co-chairs proposed the following:", "co_chairs"),
        ("The following measures were recommended:", "document"),
        ("Key points:", "document"),
        ("Governments should:", "document"),
        ("The meeting heard much. Key points:", "document"),
    ],
)
def test_points_of_all_are_recommendations_in_the_voice_of_their_paragraph(
    lead_in, voice
):
    draft = read(f"6. {lead_in}\n{POINTS}")

    assert references(draft) == ["6.1", "6.2"]
    assert draft.paragraphs[0].voice == voice


def test_points_numbered_under_their_paragraph_are_recommendations_if_states_make_them():
    draft = read(
        "63. The following did not enjoy support:\n\n63.1 Abolish it (Sweden);\n\n"
        "64. The agenda was:\n\n64.1 Minutes of the last meeting\n"
    )

    assert references(draft) == ["63.1"]
    assert [one.number for one in draft.paragraphs] == ["63", "64", "64.1"]


def test_points_are_no_evidence_of_an_agreement():
    draft = read(f"6. The talks went on.\n\nA. National Level:\n{POINTS}")

    assert references(draft) == ["6.A.1", "6.A.2"]
    assert draft.paragraphs[0].voice == "document"


def test_numbers_that_begin_anew_under_a_level_are_points():
    draft = read(
        "21. Participants recommended:\n\nA. National Level:\n\n1. Do this;\n"
        "2. Do that, which should:\n- be one; and\n3) Do more.\n\n"
        "B. Regional Level:\n\n1. Do all.\n\n22. The co-chairs closed.\n"
    )

    assert [(one.reference, one.text) for one in draft.recommendations] == [
        ("21.A.1", "Do this"),
        ("21.A.2", "Do that, which should:"),
        ("21.A.2.a", "be one"),
        ("21.A.3", "Do more."),
        ("21.B.1", "Do all."),
    ]
    assert discards(draft) == ["1.", "2.", "3)", "1."]
    assert [one.number for one in draft.paragraphs] == ["21", "22"]
    assert codes(draft).count("numbered-under-level") == 4


def test_a_number_that_may_be_the_next_paragraph_s_is_a_paragraph_and_a_note():
    draft = read(
        "2. Participants recommended:\n\nA. National Level:\n\n1. Do this;\n"
        "2. Do that.\n\n3. The co-chairs closed.\n"
    )

    assert references(draft) == ["2.A.1", "2.A.2"]
    assert [one.number for one in draft.paragraphs] == ["2", "3"]
    assert codes(draft).count("number-may-be-a-point") == 1


def test_numbers_under_a_level_of_one_speaker_stay_paragraphs():
    draft = read(
        "6. Mr. John Smith, Director, IOM suggested:\n\nA. National Level:\n\n1. Do."
    )

    assert references(draft) == []
    assert [one.number for one in draft.paragraphs] == ["6", "1"]


def test_points_deeper_than_four_stand_beside_the_fourth():
    points = "".join(f"{'  ' * depth}- point\n" for depth in range(6))
    draft = read(f"7. Key points:\n{points}")

    assert references(draft) == [
        *("7.1", "7.1.a", "7.1.a.i", "7.1.a.i.i", "7.1.a.i.ii", "7.1.a.i.iii")
    ]
    assert codes(draft).count("nested-too-deep") == 2
