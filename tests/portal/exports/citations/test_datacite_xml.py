"""DataCite metadata as XML."""

from lxml import etree

from portal.exports.citations import datacite_xml
from tests.builders.citations import cite_report


def described(citation):
    """Return (name, attributes, text) of each element with a text, without namespaces."""
    root = datacite_xml.element(citation)
    assert root.tag == "{http://datacite.org/schema/kernel-4}resource"
    return [
        (
            etree.QName(one).localname,
            {etree.QName(key).localname: one.get(key) for key in one.attrib},
            one.text,
        )
        for one in root.iter()
        if one.text
    ]


def test_a_report_has_all_that_datacite_requires():
    assert described(cite_report(doi="10.1234/arf")) == [
        ("identifier", {"identifierType": "DOI"}, "10.1234/arf"),
        (
            "alternateIdentifier",
            {"alternateIdentifierType": "URL"},
            "https://example.org/reports/arf-2015/",
        ),
        ("creatorName", {"nameType": "Organizational"}, "ASEAN Regional Forum"),
        (
            "title",
            {"lang": "en"},
            "ARF Workshop on Security, Stability and International Migration",
        ),
        ("publisher", {}, "ASEAN Regional Forum"),
        ("publicationYear", {}, "2015"),
        ("resourceType", {"resourceTypeGeneral": "Report"}, "Co-Chairs’ Summary Report"),
        ("contributorName", {"nameType": "Organizational"}, "Myanmar"),
        ("contributorName", {"nameType": "Organizational"}, "United States"),
        (
            "date",
            {"dateType": "Other", "dateInformation": "Days of the workshop"},
            "2015-03-10/2015-03-11",
        ),
        (
            "date",
            {"dateType": "Issued", "dateInformation": "Last day of the workshop"},
            "2015-03-11",
        ),
        (
            "date",
            {"dateType": "Available", "dateInformation": "Day of this version"},
            "2026-11-28",
        ),
        ("language", {}, "en"),
        ("version", {}, "2"),
        ("geoLocationPlace", {}, "Nay Pyi Taw, Myanmar"),
    ]


def test_a_report_without_doi_body_and_place_is_identified_by_its_address():
    stated = described(cite_report(body=None, co_chairs=(), place="", kind="", version=None))

    assert stated[:2] == [
        ("identifier", {"identifierType": "URL"}, "https://example.org/reports/arf-2015/"),
        ("creatorName", {"nameType": "Organizational"}, "(:unkn)"),
    ]
    assert {"contributorName", "geoLocationPlace", "version"} & {
        name for name, *_ in stated
    } == set()
    assert ("resourceType", {"resourceTypeGeneral": "Report"}, "Report") in stated
