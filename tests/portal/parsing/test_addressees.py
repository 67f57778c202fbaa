"""Whom a recommendation asks to act is its addressee; whoever is only named is not."""

import pytest

from portal.parsing.addressees import add_addressees, find_addressees
from portal.parsing.gazetteer import Gazetteer
from portal.parsing.parsed_report import (
    Paragraph,
    ParsedReport,
    Recommendation,
    Session,
    TitleBlock,
)

BODIES = Gazetteer.of(
    [
        ("labour", ["Ministries of Labour", "Ministry of Labour"]),
        ("asean", ["ASEAN"]),
        ("ilo", ["ILO"]),
        ("members", ["ASEAN Member States"]),
        ("origin", ["countries of origin", "countries of origin and destination"]),
        ("destination", ["countries of origin and destination"]),
        ("georgia", ["Georgia"]),
        ("georgia-usa", ["Georgia"]),
    ]
)


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Ministries of Labour should publish fees", ["labour"]),
        ("The Ministry of Labour must publish fees", ["labour"]),
        ("ASEAN Member States should publish fees", ["members"]),
        ("ASEAN: publish fees", ["asean"]),
        ("It was agreed that the Ministries of Labour are to publish fees", []),
        ("It was agreed that the Ministries of Labour should publish fees", ["labour"]),
        ("The workshop calls on ASEAN to publish fees", ["asean"]),
        ("The workshop calls on ILO in the region to publish fees", ["ilo"]),
        ("The workshop calls on ASEAN's Secretariat to publish fees", ["asean"]),
        ("It requested that ILO's needs in respect to fees be met", []),
        ("Urged the Ministries of Labour to ask, and invited ASEAN to hear", ["labour", "asean"]),
        ("ASEAN and the ILO are encouraged to publish fees", ["asean", "ilo"]),
        ("ILO, with the advice of ASEAN, to publish fees", ["ilo"]),
        ("Authorities in countries of origin are asked to publish fees", ["origin"]),
        ("Fees are high; ILO is invited to study them", ["ilo"]),
        ("ASEAN should be given the fees", []),
        ("The rights of workers in countries of origin should matter", []),
        ("Publish fees, with the support of ILO", []),
        ("Publish the fees of ASEAN", []),
        ("Visit ASEAN to publish fees", []),
        ("ASEAN published fees", []),
        ("Georgia should publish fees", []),
        ("", []),
        ("Require ILO to publish fees", ["ilo"]),
        ("Growers and the ILO should publish fees", ["ilo"]),
        ("ILO, ASEAN and growers should publish fees", ["ilo", "asean"]),
        ("ILO and its partners should publish fees", ["ilo"]),
        ("The costs should be borne by ASEAN", ["asean"]),
        ("The costs were borne by ASEAN", []),
        ("Increase the role of ASEAN in fees", ["asean"]),
        ("Support by ASEAN for fees", ["asean"]),
        ("Hold more frequent dialogues on fees between ASEAN Member States", ["members"]),
        ("Ferries between ASEAN Member States", []),
        ("Recall the role of ASEAN in fees", []),
        ("Study past agreements between ASEAN and ILO", []),
        ("Countries of origin and destination should publish fees", ["origin", "destination"]),
    ],
)
def test_the_bodies_that_are_to_act_are_the_addressees(text, addressees):
    assert find_addressees(text, BODIES) == addressees


def addressees_of(*recommendations, title="Workshop on Fees"):
    draft = ParsedReport(front=TitleBlock(title=title), recommendations=list(recommendations))
    add_addressees(draft, BODIES)
    return [recommendation.subjects.addressees for recommendation in draft.recommendations]


def test_a_point_has_the_addressees_of_the_point_above_it_unless_it_names_its_own():
    assert addressees_of(
        Recommendation("1", "ILO is invited:", []),
        Recommendation("1.a", "to publish fees", [], parent="1"),
        Recommendation("1.b", "ASEAN should publish fees", [], parent="1"),
        Recommendation("2", "Publish fees", []),
    ) == [["ilo"], ["ilo"], ["asean"], []]


@pytest.mark.parametrize(
    ("title", "addressees"), [("ASEAN Workshop", ["members"]), ("Workshop on Fees", [])]
)
def test_member_states_are_those_of_the_body_in_the_title(title, addressees):
    recommendation = Recommendation("1", "Member States should publish fees", [])

    assert addressees_of(recommendation, title=title) == [addressees]


@pytest.mark.parametrize(
    ("heading", "above", "lead_in", "addressees"),
    [
        ("To the ILO", [], "Ports matter.", ["ilo"]),
        ("Recommendations for ASEAN and the ILO", [], "Ports matter.", ["asean", "ilo"]),
        ("ASEAN Member States", ["Recommendations"], "Ports matter.", ["members"]),
        ("ASEAN", [], "Ports matter.", []),
        ("In the short term", ["Recommendations to ASEAN"], "Ports matter.", ["asean"]),
        ("The history of ASEAN", [], "Ports matter.", []),
        ("Ports", [], "The workshop calls on ASEAN to:", ["asean"]),
        ("Ports", [], "The ILO should:", ["ilo"]),
        ("To the ILO", [], "ASEAN should:", ["asean"]),
        ("Ports", [], "ASEAN should publish fees. They are:", []),
    ],
)
def test_a_lead_in_or_else_a_heading_says_to_whom_points_are_addressed(
    heading, above, lead_in, addressees
):
    paragraph = Paragraph(lead_in, [], anchor="p1")
    session = Session("session", heading, heading=heading, paragraphs=[paragraph], above=above)
    recommendation = Recommendation("1", "Publish fees", [], paragraph="p1")
    draft = ParsedReport(sessions=[session], recommendations=[recommendation])

    add_addressees(draft, BODIES)

    assert recommendation.subjects.addressees == addressees
