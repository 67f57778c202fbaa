"""Simple Dublin Core for harvesters."""

from lxml import etree

from portal.exports.citations import oai_dc
from tests.builders.citations import cite_recommendation, cite_report


def described(citation, **more):
    root = oai_dc.element(citation, **more)
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    return [(etree.QName(child).localname, child.text) for child in root]


def test_a_report_has_body_co_chairs_days_place_and_both_identifiers():
    assert described(cite_report(doi="10.1234/arf"), rights="CC BY 4.0") == [
        ("title", "ARF Workshop on Security, Stability and International Migration"),
        ("creator", "ASEAN Regional Forum"),
        ("contributor", "Myanmar"),
        ("contributor", "United States"),
        ("publisher", "ASEAN Regional Forum"),
        ("date", "2015-03-11"),
        (
            "description",
            "Co-chairs: Myanmar; United States. Meeting: Nay Pyi Taw, Myanmar, 10–11 March 2015. "
            "Source: Version 2, published 28 November 2026",
        ),
        ("type", "Co-Chairs’ Summary Report"),
        ("type", "Text"),
        ("identifier", "https://example.org/reports/arf-2015/"),
        ("identifier", "https://doi.org/10.1234/arf"),
        ("language", "en"),
        ("coverage", "Nay Pyi Taw, Myanmar"),
        ("rights", "CC BY 4.0"),
    ]


def test_a_recommendation_says_whose_it_is_and_of_which_report_it_is_a_part():
    stated = described(cite_recommendation(), subjects=("Recruitment",))

    assert stated[:2] == [
        (
            "title",
            "Recommendation 21.C.3.b, "
            "ARF Workshop on Security, Stability and International Migration",
        ),
        ("creator", "Participants"),
    ]
    assert ("description", "Standardize recruitment practices.") in stated
    assert ("type", "Regional recommendation agreed by participants") in stated
    assert stated[-2:] == [
        ("relation", "https://example.org/reports/arf-2015/"),
        ("subject", "Recruitment"),
    ]


def test_texts_of_several_lines_and_with_marks_are_one_line_of_text():
    stated = described(cite_recommendation(text="Fees <b> & \n costs"))

    assert ("description", "Fees <b> & costs") in stated
