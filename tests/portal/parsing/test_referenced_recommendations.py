"""Paragraphs that the report names as holding recommendations give recommendations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.parsing import referenced_recommendations
from portal.parsing.parsed_report import Paragraph, ParsedReport, Recommendation, Session, Speaker
from portal.parsing.referenced_recommendations import references_in

PORTS = (
    "Norway asked about fees. It recommended that the ports (a) publish their fees; (b) ratify "
    "(i) the treaty on tides and (ii) its protocol; and (c) dig new wells."
)


def paragraph(number, text, **values):
    return Paragraph(text, [(0, len(text))], anchor=f"p{number}", number=number, **values)


def find(*paragraphs, points=()):
    draft = ParsedReport(
        sessions=[Session("session", "Dialogue", paragraphs=list(paragraphs))],
        recommendations=list(points),
    )
    referenced_recommendations.add_referenced_recommendations(draft)
    return draft


def found(*paragraphs, **values):
    return [(item.reference, item.text) for item in find(*paragraphs, **values).recommendations]


@pytest.mark.parametrize(
    ("list_", "expected"),
    [
        ("paragraph 4", [("4", set())]),
        ("paragraphs 4, 7 and 9", [("4", set()), ("7", set()), ("9", set())]),
        ("paragraphs 4 to 6", [("4", set()), ("5", set()), ("6", set())]),
        ("paragraphs: 4 (a) and (c); 7", [("4", {"a", "c"}), ("7", set())]),
        ("paragraph 4 and paragraph 7", [("4", set()), ("7", set())]),
        ("paragraphs 4, last sentence, and 7", [("4", set()), ("7", set())]),
        ("paragraph 4 of the present report", [("4", set())]),
        ("paragraph 4 of the Oslo Declaration", []),
        ("paragraph 4.2", []),
    ],
)
def test_the_named_paragraphs_are_read_with_their_letters(list_, expected):
    text = f"The recommendations noted in the report in {list_} were not accepted."

    assert [(item.number, item.letters) for item in references_in(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The recommendations were not accepted. See paragraph 4.",
        "The fees in paragraph 4 were not accepted.",
    ],
)
def test_other_paragraph_numbers_name_no_recommendations(text):
    assert list(references_in(text)) == []


def test_the_clauses_of_a_named_paragraph_are_recommendations():
    closing = paragraph("9", "Other recommendations, in paragraph 4 above, were not accepted.")

    assert found(paragraph("4", PORTS), closing) == [
        ("4.a", "publish their fees"),
        ("4.b", "ratify (i) the treaty on tides and (ii) its protocol"),
        ("4.c", "dig new wells"),
    ]


def test_only_the_named_letters_of_a_paragraph_are_taken():
    closing = paragraph("9", "The recommendations in paragraph 4 (a) and (c) were not accepted.")

    assert found(paragraph("4", PORTS), closing) == [
        ("4.a", "publish their fees"),
        ("4.c", "dig new wells"),
    ]


def test_without_letters_the_sentences_that_ask_for_something_are_taken():
    text = "Chad praised the wells. It recommended new ones. It also called for lower fees."
    closing = paragraph("9", "One recommendation noted in paragraph 4 was not accepted.")

    assert found(paragraph("4", text), closing) == [
        ("4.1", "It recommended new ones."),
        ("4.2", "It also called for lower fees."),
    ]


def test_the_speakers_of_the_paragraph_are_the_issuers():
    speaker = Speaker("Ana Lund", "Ana Lund", organizations=["chad"])
    closing = paragraph("9", "The recommendations in paragraphs 4 and 5 were not accepted.")
    draft = find(
        paragraph("4", "It recommended new wells.", speaking_organizations=["norway"]),
        paragraph("5", "She recommended new wells.", speakers=[speaker]),
        closing,
    )

    assert [item.subjects.issuers for item in draft.recommendations] == [["norway"], ["chad"]]
    assert [note.reason for note in draft.notes] == [
        f"Recommendation {reference} is a sentence of its paragraph, which paragraph 9 names as "
        "containing recommendations."
        for reference in ("4.1", "5.1")
    ]


def test_a_paragraph_with_points_a_later_one_and_an_unknown_one_give_nothing():
    closing = paragraph("4", "The recommendations in paragraphs 3, 5 and 99 were not accepted.")
    point = Recommendation("3.1", "Dig wells", [(0, 9)], paragraph="p3")
    lead_in = paragraph("3", "It was recommended to do this now:")
    later = paragraph("5", "Chad recommended new wells.")

    assert found(lead_in, closing, later, points=[point]) == [("3.1", "Dig wells")]


@given(st.lists(st.integers(1, 999), min_size=1, max_size=8, unique=True))
def test_every_list_of_numbers_is_read_whole(numbers):
    text = f"The recommendations in paragraphs {', '.join(map(str, numbers))} were noted."

    assert [item.number for item in references_in(text)] == [str(number) for number in numbers]
