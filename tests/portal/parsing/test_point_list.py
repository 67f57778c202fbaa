"""Which points of a list are recommendations, and with which voice."""

import pytest

from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.pipeline import parse_report
from portal.parsing.point_list import decimal_stem
from portal.parsing.source import Source

VOCABULARY = Vocabulary(organizations=Gazetteer.of([("iom", ["IOM"])]))
POINTS = "\n- Abolish all visas;\n- Close the borders.\n"


def read(text):
    front = "# Workshop on Skills\nBangkok, 2 March 2019\n\nSession 1: A\n\n"
    return parse_report(Source("report.md", "text/markdown", front + text), VOCABULARY)


def references(draft):
    return [recommendation.reference for recommendation in draft.recommendations]


def codes(draft):
    return [note.code for note in draft.notes]


def discards(draft):
    return [part.text for part in draft.parts if part.reason == "number of a point"]


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
def test_points_of_individual_speakers_are_paragraphs_and_not_recommendations(
    lead_in, voice, level
):
    draft = read(f"6. {lead_in}\n{level}{POINTS}")

    assert references(draft) == []
    assert [paragraph.text for paragraph in draft.paragraphs[-2:]] == [
        "Abolish all visas",
        "Close the borders.",
    ]
    assert draft.paragraphs[0].voice == voice
    assert codes(draft).count("points-of-a-speaker") == 1


def test_points_in_an_annex_are_paragraphs():
    draft = read(f"Annex 1: A paper\n\nKey points:\n{POINTS}")

    assert references(draft) == []
    assert codes(draft).count("point-not-asked-for") == 1


@pytest.mark.parametrize(
    "lead_in",
    [
        "IOM suggested the following measures:",
        "She said that states should:",
        "IOM spoke. Key points:",
    ],
)
def test_a_lead_in_without_an_agreement_introduces_no_recommendations(lead_in):
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
def test_points_of_the_whole_meeting_are_recommendations_with_the_voice_of_their_paragraph(
    lead_in, voice
):
    draft = read(f"6. {lead_in}\n{POINTS}")

    assert references(draft) == ["6.1", "6.2"]
    assert draft.paragraphs[0].voice == voice


def test_points_numbered_under_their_paragraph_are_recommendations_if_they_have_issuers():
    draft = read(
        "63. The following did not enjoy support:\n\n63.1 Abolish it (Sweden);\n\n"
        "64. The agenda was:\n\n64.1 Minutes of the last meeting\n"
    )

    assert references(draft) == ["63.1"]
    assert [paragraph.number for paragraph in draft.paragraphs] == ["63", "64", "64.1"]


def test_points_alone_do_not_give_their_paragraph_the_agreed_voice():
    draft = read(f"6. The talks went on.\n\nA. National Level:\n{POINTS}")

    assert references(draft) == ["6.A.1", "6.A.2"]
    assert draft.paragraphs[0].voice == "document"


def test_numbers_restarting_under_a_level_are_points():
    draft = read(
        "21. Participants recommended:\n\nA. National Level:\n\n1. Do this;\n"
        "2. Do that, which should:\n- be one; and\n3) Do more.\n\n"
        "B. Regional Level:\n\n1. Do all.\n\n22. The co-chairs closed.\n"
    )

    assert [
        (recommendation.reference, recommendation.text) for recommendation in draft.recommendations
    ] == [
        ("21.A.1", "Do this"),
        ("21.A.2", "Do that, which should:"),
        ("21.A.2.a", "be one"),
        ("21.A.3", "Do more."),
        ("21.B.1", "Do all."),
    ]
    assert discards(draft) == ["1.", "2.", "3)", "1."]
    assert [paragraph.number for paragraph in draft.paragraphs] == ["21", "22"]


def test_a_number_that_may_be_a_point_or_the_next_paragraph_is_a_paragraph_with_a_note():
    draft = read(
        "2. Participants recommended:\n\nA. National Level:\n\n1. Do this;\n"
        "2. Do that.\n\n3. The co-chairs closed.\n"
    )

    assert references(draft) == ["2.A.1", "2.A.2"]
    assert [paragraph.number for paragraph in draft.paragraphs] == ["2", "3"]
    assert codes(draft).count("number-may-be-a-point") == 1


def test_numbers_under_a_level_of_an_individual_speaker_stay_paragraphs():
    draft = read("6. Mr. John Smith, Director, IOM suggested:\n\nA. National Level:\n\n1. Do.")

    assert references(draft) == []
    assert [paragraph.number for paragraph in draft.paragraphs] == ["6", "1"]


def test_points_nested_deeper_than_four_levels_become_siblings_of_the_fourth():
    points = "".join(f"{'  ' * depth}- point\n" for depth in range(6))
    draft = read(f"7. Key points:\n{points}")

    assert references(draft) == [
        *("7.1", "7.1.a", "7.1.a.i", "7.1.a.i.i", "7.1.a.i.ii", "7.1.a.i.iii")
    ]
    assert codes(draft).count("nested-too-deep") == 2


def parents(draft):
    return [
        (recommendation.reference, recommendation.parent)
        for recommendation in draft.recommendations
    ]


def test_decimal_points_keep_their_printed_numbers_and_are_nested_by_them():
    draft = read(
        "6. Participants recommended:\n\n6.1 Dig wells:\n\n6.1.1 By hand;\n\n6.1.2 By machine;\n\n"
        "6.2 Plant trees.\n\n7. The co-chairs closed.\n"
    )

    assert parents(draft) == [("6.1", ""), ("6.1.1", "6.1"), ("6.1.2", "6.1"), ("6.2", "")]


def test_points_in_brackets_below_a_numbered_point_are_nested_under_it():
    draft = read(
        "6. Participants recommended:\n\n1. Dig wells:\n\n(a) by hand;\n\n(b) by machine;\n\n"
        "2. Plant trees.\n\n7. The co-chairs closed.\n"
    )

    assert parents(draft) == [("6.1", ""), ("6.1.a", "6.1"), ("6.1.b", "6.1"), ("6.2", "")]


def test_points_below_a_remark_are_not_nested_under_points_above_it():
    draft = read(
        "6. Participants recommended:\n\n6.1 Dig wells;\n\nRain is scarce.\n\n6.2 Plant trees:\n\n"
        "6.2.1 Oaks;\n\n7. The co-chairs closed.\n"
    )

    assert [
        (recommendation.reference, recommendation.parent, recommendation.paragraph)
        for recommendation in draft.recommendations
    ] == [("6.1", "", "p6"), ("6.2", "", "u1"), ("6.2.1", "6.2", "u1")]


def test_a_point_has_letters_for_26_children_and_then_numbers():
    points = "- Dig wells:\n" + "".join(f"  - well {number}\n" for number in range(1, 28))
    draft = read(f"6. Participants recommended:\n{points}")

    assert references(draft)[-3:] == ["6.1.y", "6.1.z", "6.1.27"]


def test_the_printed_number_of_a_point_is_its_reference_after_a_gap():
    draft = read(
        "16. Participants recommended:\n\n1. Dig wells;\n\n2. Plant trees;\n\n4. Measure tides.\n\n"
        "17. The co-chairs closed.\n"
    )

    assert references(draft) == ["16.1", "16.2", "16.4"]


def test_the_punctuation_at_the_end_of_a_point_is_no_text_of_it():
    draft = read(
        "6. Participants recommended:\n\n1. Dig wells; and\n\n2. Plant trees,\n\n3. Measure tides.\n"
    )

    assert [recommendation.text for recommendation in draft.recommendations] == [
        *("Dig wells", "Plant trees", "Measure tides.")
    ]


@pytest.mark.parametrize(
    ("label", "stem"), [("6.1", "6"), ("6.1.2", "6.1"), ("6.1.", "6"), ("6.", ""), ("(a)", "")]
)
def test_the_stem_of_a_decimal_label_is_what_precedes_its_last_number(label, stem):
    assert decimal_stem(label) == stem
