"""Recommendations in running text are sentences of their paragraphs."""

import pytest

from portal.parsing import prose_recommendations
from portal.parsing.meeting_name import MeetingName
from portal.parsing.parsed_report import Paragraph, ParsedReport, Recommendation, Session, Speaker


def paragraph(text, **values):
    return Paragraph(text, [(0, len(text))], **({"anchor": "p4"} | values))


def find(*paragraphs, kind="session", title="Session 1", points=()):
    draft = ParsedReport(
        sessions=[Session(kind, title, paragraphs=list(paragraphs))], recommendations=list(points)
    )
    prose_recommendations.add_prose_recommendations(draft, MeetingName())
    return draft


def texts(*paragraphs, **values):
    return [found.text for found in find(*paragraphs, **values).recommendations]


@pytest.mark.parametrize(
    "sentence",
    [
        "The workshop recommends that all ports publish their fees.",
        "Participants strongly urged the ports to publish fees.",
        "The seminar therefore calls for a register of wells.",
        "It was recommended that wells be dug near dunes.",
        "In closing, it is recommended to dig wells near dunes.",
        "Another point was a recommendation to publish all the fees.",
        "A next step would be to measure the tides daily.",
        "A register is recommended by the workshop for all ports.",
        "It was further resolved that each port would name a contact.",
        "Les participants ont recommandé aux ports de publier leurs tarifs.",
        "Los participantes también recomendaron cavar pozos cerca del río.",
        "Peserta lokakarya merekomendasikan agar setiap desa menggali sumur.",
        "Island States are encouraged to share their tide tables.",
    ],
)
def test_a_sentence_by_which_the_meeting_recommends_is_a_recommendation(sentence):
    assert texts(paragraph(f"Fees were high. {sentence} Nobody objected.")) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The workshop recommends the following for ports:",
        "The workshop recommends it.",
        "The workshop did not agree, and participants recommended no common register.",
        "Ms. Ana Lund recommended that all ports publish their fees.",
        "Several participants recommended that all ports publish their fees.",
        "The workshop discussed whether all ports publish their fees.",
        "It was proposed that ports close at night, but all rejected this.",
        "nobody is encouraged to leave the port before noon.",
    ],
)
def test_lead_ins_short_sentences_and_those_of_others_recommend_nothing(sentence):
    assert texts(paragraph(sentence)) == []


def test_such_a_recommendation_has_no_span_and_a_number_below_its_paragraph():
    draft = find(paragraph("The workshop recommends that all ports publish fees."))

    assert draft.recommendations == [
        Recommendation(
            "4.1", "The workshop recommends that all ports publish fees.", [], paragraph="p4"
        )
    ]


def test_two_such_sentences_of_a_paragraph_are_counted():
    draft = find(
        paragraph(
            "The workshop recommends that all ports publish fees. "
            "It further recommends that they lower all of them."
        )
    )

    assert [found.reference for found in draft.recommendations] == ["4.1", "4.2"]


def test_each_such_sentence_gets_a_note():
    draft = find(paragraph("The workshop recommends that all ports publish fees."))

    assert [(note.code, note.reason, note.span, note.about) for note in draft.notes] == [
        ("recommended-in-prose", "Recommendation 4.1 repeats words of its paragraph.", None, "4.1")
    ]


def test_a_paragraph_with_points_below_it_gets_no_more_recommendations():
    point = Recommendation("4.1", "Publish fees.", [(0, 13)], paragraph="p4")

    assert texts(
        paragraph("The workshop recommends that all ports publish fees."), points=[point]
    ) == ["Publish fees."]


def test_recommendations_in_prose_and_points_are_in_the_order_of_their_paragraphs():
    point = Recommendation("9.1", "Dig wells.", [(0, 10)], paragraph="p9")
    draft = find(
        paragraph("The workshop recommends that all ports publish fees."),
        paragraph("Key points:", anchor="p9"),
        points=[point],
    )

    assert [found.reference for found in draft.recommendations] == ["4.1", "9.1"]


@pytest.mark.parametrize(
    "speakers",
    [
        {"speakers": [Speaker("Ana Lund", "Ms. Ana Lund")]},
        {"speaking_organizations": ["chad"]},
    ],
)
def test_a_paragraph_of_a_speaker_holds_no_recommendation_of_the_meeting(speakers):
    sentence = "The workshop recommends that all ports publish fees."

    assert texts(paragraph(sentence, **speakers)) == []


@pytest.mark.parametrize(
    ("title", "count"), [("Annex 1: Agenda", 0), ("Annex 1: Recommendations", 1)]
)
def test_an_annex_recommends_only_if_its_heading_says_so(title, count):
    sentence = "The workshop recommends that all ports publish fees."

    assert len(texts(paragraph(sentence), kind="annex", title=title)) == count


def test_what_another_body_recommends_is_no_recommendation_of_the_meeting():
    found = paragraph(
        "The Port Union has published a study of fees. It recommends that all fees be halved at once."
    )

    assert texts(found) == []


def test_a_second_sentence_goes_on_with_what_the_meeting_recommends():
    first = "The workshop recommends that ports publish their fees."
    second = "It also recommends that customs accept one form."

    assert texts(paragraph(f"{first} {second}")) == [first, second]


def test_paragraphs_without_numbers_below_an_announcement_are_recommendations():
    announcement = paragraph("The meeting made the following recommendations:", anchor="p2")
    points = [
        paragraph("Dig wells near dunes.", anchor="u1"),
        paragraph("Ports are invited to publish their fees.", anchor="u2"),
    ]
    closing = paragraph("The meeting was closed at noon.", anchor="u3")
    further = paragraph("Rest.", anchor="u4")

    draft = find(announcement, *points, closing, further)

    assert [(item.reference, item.text) for item in draft.recommendations] == [
        ("u1", "Dig wells near dunes."),
        ("u2", "Ports are invited to publish their fees."),
    ]


@pytest.mark.parametrize(
    "announcement",
    [
        "The meeting discussed the following issues:",
        "Ms. Ana Lund made the following recommendations:",
        "The meeting made several recommendations.",
    ],
)
def test_paragraphs_below_other_sentences_are_no_recommendations(announcement):
    assert texts(paragraph(announcement), paragraph("Dig wells near dunes.", anchor="u1")) == []


def test_questions_and_numbered_paragraphs_below_an_announcement_are_no_recommendations():
    announcement = paragraph("The meeting made the following recommendations:")
    question = paragraph("Will the wells last?", anchor="u1")
    numbered = paragraph("The wells last.", anchor="p5", number="5")

    assert texts(announcement, question) == texts(announcement, numbered) == []


def test_paragraphs_below_a_heading_of_recommendations_that_say_who_should_act_are_taken():
    found = texts(
        paragraph("Fees were discussed at length."),
        paragraph("Governments should map their wells.", anchor="p5", number="5"),
        title="Recommendations",
    )

    assert found == ["Governments should map their wells."]


def test_the_points_of_a_list_within_a_paragraph_are_recommendations():
    text = (
        "The study is old. Its recommendations include: 1) Ports should publish fees. 2) Wells "
        "should be mapped."
    )

    assert texts(paragraph(text)) == ["Ports should publish fees", "Wells should be mapped"]


def test_a_list_within_a_paragraph_that_lists_something_else_is_left():
    assert texts(paragraph("The causes of the recommendation were many. These are: 1) fees.")) == []


def test_an_action_in_minutes_is_a_recommendation_without_its_label():
    assert texts(paragraph("ACTION: Ana Lund to circulate the table by May.")) == [
        "Ana Lund to circulate the table by May."
    ]


@pytest.mark.parametrize(
    ("above", "count"), [("The workshop trained many.", 1), ("The port rose.", 0)]
)
def test_it_means_the_meeting_below_a_paragraph_about_the_meeting(above, count):
    found = texts(paragraph(above), paragraph("It recommended that each port repeat the test."))

    assert len(found) == count
